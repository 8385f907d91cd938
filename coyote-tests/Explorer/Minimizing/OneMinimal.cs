using Interlock.Explorer.Liveness;
using Interlock.Explorer.Minimizing;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Minimizing;

/// <summary>Demands of a counterexample that no single change makes it simpler: by executing every change.</summary>
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
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        system.Start(expansion);
        var state = expansion.State(wanted.Initial).ToArray();
        Violation? broken = null;
        foreach (var choice in schedule)
        {
            system.Expand(state, expansion);
            var taken = Enumerable.Range(0, expansion.Count).Where(successor =>
                expansion[successor].Actor == choice.Actor && expansion[successor].Choice == choice.Outcome).ToList();
            if (taken.Count == 0)
            {
                return false;
            }

            state = expansion.State(taken[0]).ToArray();
            broken = expansion[taken[0]].Violation ?? system.Check(state);
            if (broken is not null)
            {
                break;
            }
        }

        system.Expand(state, expansion);
        broken ??= expansion.Count == 0 ? system.CheckStopped(state) : Stuck(system, state, wanted.Violation);
        return broken?.Kind == wanted.Violation.Kind && broken.Property == wanted.Violation.Property;
    }

    private static Violation? Stuck(TransitionSystem system, ulong[] state, Violation wanted) =>
        wanted.Kind == ViolationKind.Livelock && IsAtRest(system, state)
            && UnreachableGoals.From(system, state, default) is { } goal ? system.CheckStuck(state, goal) : null;

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
