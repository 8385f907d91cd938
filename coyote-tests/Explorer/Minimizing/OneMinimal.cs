using Interlock.Explorer.Minimizing;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Models.Systems;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Minimizing;

/// <summary>Demands of a counterexample that no single change makes it simpler: by replaying every change, with all code run afresh.</summary>
internal static class OneMinimal
{
    public static void Demand(TransitionSystem system, Counterexample counterexample)
    {
        Assert.True(Breaks(system, counterexample, counterexample.Schedule), "it breaks nothing itself");
        for (var step = 0; step < counterexample.Schedule.Count; step++)
        {
            Assert.False(
                Breaks(system, counterexample, [.. counterexample.Schedule.Where((_, index) => index != step)]),
                $"step {step + 1} of {counterexample.Schedule.Count} can be left out");
        }

        foreach (var merged in Merges(counterexample.Schedule))
        {
            Assert.True(Cost.Of(merged).Switches < Cost.Of(counterexample.Schedule).Switches);
            Assert.False(Breaks(system, counterexample, merged), "two segments can be merged");
        }
    }

    // Two segments of one actor with others between them, as one: the later moved to the earlier, or the earlier to the later.
    private static IEnumerable<List<Choice>> Merges(IReadOnlyList<Choice> schedule)
    {
        var segments = new List<List<Choice>>();
        foreach (var choice in schedule)
        {
            if (segments.Count == 0 || segments[^1][0].Actor != choice.Actor)
            {
                segments.Add([]);
            }

            segments[^1].Add(choice);
        }

        for (var first = 0; first < segments.Count; first++)
        {
            var second = segments.FindIndex(first + 1, segment => segment[0].Actor == segments[first][0].Actor);
            if (second > 0)
            {
                var others = segments.Where((_, index) => index != first && index != second).ToList();
                List<Choice> both = [.. segments[first], .. segments[second]];
                yield return [.. others.Take(first).Append(both).Concat(others.Skip(first)).SelectMany(segment => segment)];
                yield return [.. others.Take(second - 1).Append(both).Concat(others.Skip(second - 1)).SelectMany(segment => segment)];
            }
        }
    }

    private static bool Breaks(TransitionSystem system, Counterexample wanted, IReadOnlyList<Choice> schedule)
    {
        try
        {
            var replay = new Replay(system, wanted.Initial);
            foreach (var choice in schedule)
            {
                if (replay.Violation is not null)
                {
                    break;
                }

                replay.Take(choice);
            }

            var broken = replay.Conclude();
            return broken?.Kind == wanted.Violation.Kind && broken.Property == wanted.Violation.Property
                && (broken.Kind != ViolationKind.Livelock || IsAtRest(system, replay.Words.ToArray()));
        }
        catch (DivergenceException)
        {
            return false;
        }
    }

    // Whether whatever follows a state leads back to it, by the definition.
    private static bool IsAtRest(TransitionSystem system, ulong[] state)
    {
        var all = Following(system, state);
        return all.All(next => Following(system, next).Any(back => back.AsSpan().SequenceEqual(state)));
    }

    private static List<ulong[]> Following(TransitionSystem system, ulong[] state)
    {
        var (found, known) = (new List<ulong[]> { state }, new HashSet<string> { string.Join(' ', state) });
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        for (var at = 0; at < found.Count; at++)
        {
            system.Expand(found[at], expansion);
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                var next = expansion.State(successor).ToArray();
                if (known.Add(string.Join(' ', next)))
                {
                    found.Add(next);
                }
            }
        }

        return found;
    }
}
