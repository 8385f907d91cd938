using System.Threading;
using Interlock.Explorer.Growth;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Search;

/// <summary>
/// Ends a search that plainly has no end, and tells of one that a bound has cut what grew. It looks rarely: after a million states or ten
/// seconds, and then whenever there are twice as many of one of them.
/// </summary>
/// <param name="run">The search.</param>
internal sealed class GrowthWatch(SearchRun run)
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    private long nextStates = run.Options.LooksForGrowthAfter;
    private TimeSpan nextTime = TimeSpan.FromSeconds(10);
    private StateGrowth? found;

    /// <summary>Looks if it is time to, and stops the search if its states have no end. Called now and then.</summary>
    public void Look()
    {
        if (run.Options.KeepGoing || run.Options.MaxDepth is not null || run.Stop.IsCancellationRequested
            || (run.Visited.Count < nextStates && run.Clock.Elapsed < nextTime))
        {
            return;
        }

        found = Probe(Budget);
        nextStates = Math.Max(nextStates, 2 * run.Visited.Count);
        nextTime = 2 * run.Clock.Elapsed;
        if (found.Proof is { } proof)
        {
            run.Halt(Bound.Growth, run.Visited.Count, proof);
        }
    }

    /// <summary>What grew in a search that was cut.</summary>
    /// <param name="interrupt">If it was interrupted, nothing more is looked for.</param>
    public IReadOnlyList<GrowingPlace> Growing(CancellationToken interrupt) =>
        (found is { Places.Count: > 0 } known ? known
            : interrupt.IsCancellationRequested ? StateGrowth.None
            : Probe(Budget / 2)).Places;

    // It runs code under test, which may not come back: then the search is over, as if a worker had come to it.
    private StateGrowth Probe(TimeSpan budget)
    {
        var looked = StateGrowth.None;
        var thread = new WatchedThread(() => looked = new GrowthProbe(run.System, budget).Look());
        thread.Start();
        if (thread.Join(budget + run.LongestStretch))
        {
            return thread.Failure is null ? looked : StateGrowth.None;
        }

        // Slow is not endless: only code under test that is running now has not come back.
        var isInCode = thread.Code?.Stretch % 2 != 0;
        run.IsAbandoned |= !thread.Stop(Budget);
        if (!isInCode)
        {
            return StateGrowth.None;
        }

        run.FailStuck(new UnsupportedStateException($"{thread.Place ?? "Code under test"} does not come to a Cpu operation."));
        return StateGrowth.None;
    }
}
