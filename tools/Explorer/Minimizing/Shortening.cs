using System.Threading;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Minimizing;

/// <summary>
/// Makes a schedule that a walk came upon shorter. First loops are cut out: from a state on as from the last visit to it.
/// Then steps are left out, many at once and then one by one, as long as the rest still breaks the same property (Zeller,
/// Hildebrandt: delta debugging, TSE 28(2), 2002). Every attempt is executed, so whatever it ends with is an execution;
/// it is not a shortest one.
/// </summary>
internal sealed class Shortening(TransitionSystem system, CancellationToken stop)
{
    // Transitions, not time: the result is the same on every machine. It is a matter of seconds.
    private const long MostTransitions = 20_000_000;

    private const int SmallBlock = 8;

    private readonly Attempts attempts = new(system, stop);

    /// <summary>A schedule that is as short or shorter and breaks the same property.</summary>
    /// <exception cref="InvalidOperationException">The schedule does not break the property when it is executed again.</exception>
    public Counterexample Shorten(Counterexample found)
    {
        var best = attempts.Follow(found, found.Schedule) is { } again && again.Violation == found.Violation
            ? again
            : throw new InvalidOperationException(
                $"the violation '{found.Violation.Message}' was found once and not found again: the walk diverged");
        best = attempts.Follow(best, WithoutLoops(best.Schedule)) ?? best;
        for (var before = int.MaxValue; best.Schedule.Count < before;)
        {
            before = best.Schedule.Count;
            best = WithoutBlocks(best, null);
            for (var actor = 0; actor < system.Actors.Count; actor++)
            {
                best = WithoutBlocks(best, actor);
            }
        }

        return best;
    }

    // Blocks of the whole schedule, or of one actor's steps in it: what one actor does in vain, between steps of others
    // that matter, goes only as a whole. Halving alone would miss the length of a loop's body, so of one actor small sizes are
    // all tried.
    private Counterexample WithoutBlocks(Counterexample whole, int? actor)
    {
        var best = whole;
        for (var size = StepsOf(best, actor).Count / 2; size > 0; size = actor is null || size > 2 * SmallBlock ? size / 2 : size - 1)
        {
            best = WithoutBlocks(best, actor, size);
        }

        return best;
    }

    private Counterexample WithoutBlocks(Counterexample whole, int? actor, int size)
    {
        var best = whole;
        var candidates = StepsOf(best, actor);
        for (var at = 0; at + size <= candidates.Count && attempts.Transitions < MostTransitions && !stop.IsCancellationRequested;)
        {
            var left = candidates.GetRange(at, size).ToHashSet();
            var rest = attempts.Follow(best, [.. best.Schedule.Where((_, index) => !left.Contains(index))]);
            if (rest?.Schedule.Count < best.Schedule.Count)
            {
                best = rest;
                candidates = StepsOf(best, actor);
            }
            else
            {
                at += size > 2 * SmallBlock ? size / 2 : 1;
            }
        }

        return best;
    }

    private static List<int> StepsOf(Counterexample counterexample, int? actor) =>
        [.. Enumerable.Range(0, counterexample.Schedule.Count)
            .Where(index => actor is null || counterexample.Schedule[index].Actor == actor)];

    // The states are those of the execution that has just been made. The step that breaks something is never in a loop.
    private List<Choice> WithoutLoops(IReadOnlyList<Choice> schedule)
    {
        var (last, states) = (new Dictionary<(ulong, ulong), int>(), attempts.States);
        for (var index = 0; index < states.Count; index++)
        {
            last[states[index]] = index;
        }

        var kept = new List<Choice>();
        for (var at = 0; at < schedule.Count; at++)
        {
            at = last[states[at]];
            if (at < schedule.Count)
            {
                kept.Add(schedule[at]);
            }
        }

        return kept;
    }
}
