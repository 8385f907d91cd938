using System.Diagnostics;
using System.Threading;
using System.Threading.Channels;
using Interlock.Explorer.Minimizing;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Walks;

/// <summary>
/// Samples the executions of a system that is too large to be explored completely. It finds violations, and never
/// verifies: its verdict is <see cref="Verdict.Violated"/>, <see cref="Verdict.Incomplete"/> or
/// <see cref="Verdict.Error"/>. What walks do follows from the seed, for any number of workers, unless time ends them.
/// </summary>
/// <param name="system">The system.</param>
/// <param name="options">How to walk; the defaults if null.</param>
public sealed class RandomWalks(TransitionSystem system, WalkOptions? options = null)
{
    private readonly WalkOptions options = options ?? new WalkOptions();

    /// <summary>Walks until a bound is met or something is found.</summary>
    /// <param name="events">Where to say how it is going; null for nowhere.</param>
    /// <param name="interrupt">Ends it early; what it found until then is kept.</param>
    public Report Run(ChannelWriter<SearchEvent>? events = null, CancellationToken interrupt = default)
    {
        using var run = new WalkRun(system, options, interrupt);
        try
        {
            if (system.Flaw is { } flaw)
            {
                return Conclude(run, Verdict.Error, "error") with { Error = $"{flaw}: there is nothing to sample." };
            }

            Counterexample? broken = null;
            if (!Supervision.Do(run, options.MaxTime, () => broken = BrokenAtStart(run)))
            {
                return Incomplete(run, interrupt);
            }

            if (broken is not null)
            {
                return Conclude(run, Verdict.Violated, "violation") with
                {
                    Violation = broken.Violation,
                    Counterexample = broken,
                };
            }

            Supervision.Work(run, run.Walkers, options.MaxTime, () => events?.TryWrite(new WalkProgress(
                run.Totals.Walks, run.Totals.Steps, run.Familiarity.States, run.Clock.Elapsed)));
            if (run.Failure is not null)
            {
                return Error(run, run.Failure);
            }

            if (!run.IsAbandoned)
            {
                run.LearnTheRest();
            }

            return run.Totals.Violating is { } violating
                ? Violated(run, violating, events)
                : Incomplete(run, interrupt);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Error(run, exception); // a failure of the harness, or of what it was given: no verdict
        }
    }

    private Counterexample? BrokenAtStart(WalkRun run)
    {
        var expansion = run.NewExpansion();
        system.Start(expansion);
        if (expansion.Count == 0)
        {
            throw new InvalidOperationException("there is no initial state, so there is nothing to walk from");
        }

        for (var initial = 0; initial < expansion.Count; initial++)
        {
            if ((expansion[initial].Violation ?? system.Check(expansion.State(initial))) is { } broken)
            {
                return new Counterexample(broken, initial, []);
            }
        }

        return null;
    }

    private Report Violated(WalkRun run, Walk walk, ChannelWriter<SearchEvent>? events)
    {
        events?.TryWrite(new Finding(walk.Violation!));
        var found = new Counterexample(walk.Violation!, walk.Initial, walk.Schedule);
        var shortened = found;
        Supervision.Do(run, options.MaxTime, () => shortened = new Shortening(system, run.Cut).Shorten(found));
        return Conclude(run, Verdict.Violated, "violation") with
        {
            Violation = shortened.Violation,
            Counterexample = shortened,
        };
    }

    private Report Incomplete(WalkRun run, CancellationToken interrupt)
    {
        var endedBy = interrupt.IsCancellationRequested ? "interrupted"
            : run.Met ?? run.Halted?.Name ?? throw new InvalidOperationException("the walks ended, and nothing had stopped them");
        return Conclude(run, Verdict.Incomplete, endedBy) with
        {
            Bound = new Bound("sampled", run.Totals.Walks, run.Totals.CutByDepth, 0),
        };
    }

    private Report Error(WalkRun run, Exception exception) =>
        Conclude(run, Verdict.Error, "error") with { Error = StoppableRun.TextOf(exception) };

    private Report Conclude(WalkRun run, Verdict verdict, string endedBy) => new()
    {
        Verdict = verdict,
        States = run.Familiarity.States,
        Transitions = run.Totals.Transitions,
        Depth = run.Totals.Depth,
        Elapsed = run.Clock.Elapsed,
        Workers = options.Workers,
        PeakMemory = Process.GetCurrentProcess().PeakWorkingSet64,
        VisitedSetBytes = run.Familiarity.Bytes,
        CollisionProbability = 0, // a collision misguides a walk; it hides nothing that a walk would have checked
        Witnesses = WitnessCounts.Of(system, run.Totals.Witnesses),
        Assumptions = system.Assumptions,
        Sampling = new Sampling(
            options.Seed,
            run.Totals.Walks,
            run.Totals.Steps,
            run.Totals.CutByDepth,
            endedBy,
            run.Familiarity.IsFull,
            [
                .. system.Goals.Count > 0 ? [$"that it stays possible: {string.Join(", ", system.Goals)}"] : Array.Empty<string>(),
                .. system.Liveness.Select(property => property.Name),
                .. system.NeverChecked,
            ]),
    };
}
