using System.Diagnostics;
using System.Threading;
using System.Threading.Channels;
using Interlock.Explorer.Elsewhere;
using Interlock.Explorer.Liveness;
using Interlock.Explorer.States;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Search;

/// <summary>Explores a transition system completely, or says what kept it from doing so.</summary>
/// <param name="system">The system.</param>
/// <param name="options">How to search; the defaults if null.</param>
/// <param name="claims">
/// Properties that a verdict is expected to speak of: it is an error if nothing judges one, or it was never put to the test. None if null.
/// </param>
public sealed class Exploration(TransitionSystem system, SearchOptions? options = null, IReadOnlyList<string>? claims = null)
{
    private const int StepsRunAgain = 1024; // a few per cent of the time of a small search

    private readonly Claims claims = new(system, claims ?? []);

    private readonly SearchOptions options = options ?? new SearchOptions();

    /// <summary>Runs the search to its end.</summary>
    /// <param name="events">Where to say how it is going; null for nowhere.</param>
    /// <param name="interrupt">Ends it early; what it found until then is kept.</param>
    public Report Run(ChannelWriter<SearchEvent>? events = null, CancellationToken interrupt = default)
    {
        using var run = new SearchRun(system, options, interrupt);
        try
        {
            if (claims.Unfounded is { } unfounded)
            {
                return Conclude(run, Verdict.Error) with { Error = unfounded };
            }

            if (!Do(run, () => run.Workers[0].Start()))
            {
                return Conclude(run, Verdict.Incomplete) with { Bound = CutBound(run, 0, interrupt) };
            }

            var growth = new GrowthWatch(run);
            Supervision.Work(run, run.Workers, options.MaxTime, Tick);
            if (run.Failure is not null)
            {
                return Error(run, run.Failure);
            }

            // What is known so far, should what follows be cut.
            var soFar = run.Violation is { } violation ? Conclude(run, Verdict.Violated) with { Violation = violation } : null;
            Report? report = null;
            var said = Do(run, () => report = Judge(run, events, found => soFar = found, interrupt)) ? report!
                : soFar ?? Conclude(run, Verdict.Incomplete) with { Bound = CutBound(run, 0, interrupt) };
            return said.Verdict == Verdict.Incomplete ? said with { Growing = growth.Growing(interrupt) } : said;

            void Tick()
            {
                events?.TryWrite(new Progress(
                    "exploring", run.Visited.Count, run.Transitions, run.Frontier.Count, run.Frontier.Depth, run.Clock.Elapsed));
                growth.Look();
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return Error(run, exception); // a failure of the harness, or of what it was given: no verdict
        }
    }

    private Bound? BoundOf(SearchRun run, CancellationToken interrupt)
    {
        var left = run.Frontier.Count + run.Workers.Sum(worker => worker.Unfinished);
        var cut = run.Workers.Sum(worker => worker.CutByDepth);
        if (left == 0 && cut == 0 && !run.HasLostStates)
        {
            return null; // whatever bound was met, it was met when everything had been seen
        }

        return interrupt.IsCancellationRequested || run.Halted is not null ? CutBound(run, left, interrupt)
            : left == 0 && cut > 0 ? new Bound("max-depth", options.MaxDepth!.Value, cut, cut)
            : throw new InvalidOperationException($"the search ended with {left} states left, and nothing had stopped it");
    }

    private static Bound CutBound(SearchRun run, long left, CancellationToken interrupt) =>
        run.Halted is { } halted && !interrupt.IsCancellationRequested
            ? new Bound(halted.Name, halted.Limit, 1, left) { Reason = run.Reason }
            : new Bound("interrupted", run.Clock.Elapsed.TotalSeconds, 1, left);

    private bool Do(SearchRun run, Action work) => Supervision.Do(run, options.MaxTime, work);

    private Report Judge(SearchRun run, ChannelWriter<SearchEvent>? events, Action<Report> found, CancellationToken interrupt)
    {
        if (run.Violation is not null)
        {
            events?.TryWrite(new Finding(run.Violation));
            return Violated(run, new ShortestPath(system, options.Fingerprint, run.Key, null), run.Violation);
        }

        if (BoundOf(run, interrupt) is { } bound)
        {
            return Conclude(run, Verdict.Incomplete) with { Bound = bound };
        }

        // What was seen breaks nothing; what may still come beyond the memory model's bound, nobody knows.
        if (system.MemoryBoundMet is { } met)
        {
            return Conclude(run, Verdict.Incomplete) with { Bound = new Bound(Bound.OfMemory, met.Limit, met.Cut, 0) { Reason = met.Name } };
        }

        return Stuck(run, events, interrupt)
            ?? Unfair(run, events, found, out var owed)
            ?? Unwitnessed(run)
            ?? Unrepeatable(run)
            ?? Tested(run, owed);
    }

    // A goal that cannot be reached any more, shown where the execution comes to rest: known once the graph is complete.
    private Report? Stuck(SearchRun run, ChannelWriter<SearchEvent>? events, CancellationToken interrupt)
    {
        if (run.Graphs is null)
        {
            return null;
        }

        events?.TryWrite(new Progress(
            "checking progress", run.Visited.Count, run.Transitions, 0, run.Frontier.Depth, run.Clock.Elapsed));
        var goals = new GoalReachability(run.Graphs, system.Goals.Count);
        if (goals.HoldsEverywhere)
        {
            return null;
        }

        var deadEnds = new DeadEnds(run.Graphs, goals);
        var path = new ShortestPath(system, options.Fingerprint, run.Key, (expansion, successor) =>
        {
            if (successor == 0)
            {
                run.Visited.Add(expansion, 0); // all are known; this fills in their numbers
            }

            return deadEnds.LostAt(expansion[successor].Id) is { } goal
                ? system.CheckStuck(expansion.State(successor), goal)
                : null;
        });
        return path.Find(run.Cut) is { } counterexample ? Violated(run, path, counterexample)
            : run.Cut.IsCancellationRequested ? Conclude(run, Verdict.Incomplete) with { Bound = CutBound(run, 0, interrupt) }
            : throw new InvalidOperationException("a goal is lost somewhere, and no execution leads there: the search diverged");
    }

    // Something that must happen on every fair execution and does not on one. The search numbered its states in an order
    // that depends on its workers; the counterexample is read from a graph that one worker built breadth first.
    private Report? Unfair(
        SearchRun run, ChannelWriter<SearchEvent>? events, Action<Report> found, out IReadOnlyList<JudgedProperty> owed)
    {
        owed = [];
        if (run.Labels is null)
        {
            return null;
        }

        events?.TryWrite(new Progress(
            "checking liveness", run.Visited.Count, run.Transitions, 0, run.Frontier.Depth, run.Clock.Elapsed));
        var graph = new LabelledGraph(run.Labels);
        if (LivenessCheck.FirstBroken(graph, system.Liveness) is not { } broken)
        {
            owed = LivenessCheck.Owed(graph, system.Liveness);
            return Unseen(run, [.. LivenessCheck.NeverTriggered(graph, system.Liveness).Select(name => $"what triggers '{name}'")]);
        }

        var violation = LivenessCheck.Violation(system.Liveness[broken]);
        found(Conclude(run, Verdict.Violated) with { Violation = violation });
        events?.TryWrite(new Finding(violation));
        using var canonical = new SearchRun(system, new SearchOptions(Fingerprint: options.Fingerprint, Seed: run.Key.Seed), run.Cut);
        canonical.Workers[0].Start();
        canonical.Workers[0].Run();
        var counterexample = run.Cut.IsCancellationRequested
            ? null
            : LivenessCheck.Counterexample(new LabelledGraph(canonical.Labels!), system.Liveness, broken);
        return Conclude(run, Verdict.Violated) with
        {
            Violation = counterexample?.Violation ?? violation,
            Counterexample = counterexample,
            Depth = counterexample?.Schedule.Count ?? run.Frontier.Depth,
        };
    }

    private Report Violated(SearchRun run, ShortestPath path, Violation found) =>
        path.Find(run.Cut) is { } counterexample ? Violated(run, path, counterexample)
            : run.Cut.IsCancellationRequested ? Conclude(run, Verdict.Violated) with { Violation = found }
            : throw new InvalidOperationException(
                $"the violation '{found.Message}' was found once and not found again: the search diverged");

    private Report Violated(SearchRun run, ShortestPath path, Counterexample counterexample) => Conclude(run, Verdict.Violated) with
    {
        Violation = counterexample.Violation,
        Counterexample = counterexample,
        States = path.States,
        Transitions = path.Transitions,
        Depth = counterexample.Schedule.Count,
        Depths = DepthCounts.Sum([path.Depths]),
        Witnesses = WitnessCounts.Of(system, path.Witnesses),
    };

    // A property that was never exercised has not been checked.
    private Report? Unwitnessed(SearchRun run) => Unseen(
        run,
        [.. Witnesses(run).Where(witness => witness.Value == 0).Select(witness => witness.Key), .. system.NeverChecked]);

    // What was judged is claimed, nothing else; of what was to be judged all must have been put to the test.
    private Report Tested(SearchRun run, IReadOnlyList<JudgedProperty> owed)
    {
        var ofSystem = system.Judgements(run.Trials, run.Transitions);
        // none if it is judged by one property alone
        IReadOnlyList<JudgedProperty> judged = ofSystem.Count == 0 ? [] : [.. ofSystem, .. owed];
        var report = Conclude(run, Verdict.Verified) with { Properties = Claims.Listed(judged) };
        return claims.Untested(judged) is { } untested ? report with { Verdict = Verdict.Error, Error = untested } : report;
    }

    // What holds of code must not depend on the thread, the culture or the order in which the search happened to run it.
    private Report? Unrepeatable(SearchRun run) => Rerun.FirstOther(system, system.CodeSteps(StepsRunAgain)) is not { } other ? null
        : Conclude(run, Verdict.Error) with
        {
            Error = $"{other} when it is run in another culture and another order: it depends on something outside the machine.",
        };

    private Report? Unseen(SearchRun run, IReadOnlyList<string> missing) =>
        missing.Count == 0 || !system.MustShowWitnesses ? null : Conclude(run, Verdict.Error) with
        {
            Error = $"never seen: {string.Join(", ", missing)}. A scenario that does not show what its properties " +
                "are about has not checked " +
                "them." + string.Concat(missing.Select(system.WaitsFor).OfType<string>().Select(waits => $" {waits}.")),
        };

    private Report Error(SearchRun run, Exception exception) =>
        Conclude(run, Verdict.Error) with { Error = StoppableRun.TextOf(exception) };

    private Report Conclude(SearchRun run, Verdict verdict)
    {
        return new Report
        {
            Verdict = verdict,
            States = run.Visited.Count,
            Transitions = run.Transitions,
            Depth = run.Frontier.Depth,
            Depths = options.Order == SearchOrder.BreadthFirst ? DepthCounts.Sum([.. run.Workers.Select(worker => worker.Depths)]) : [],
            Elapsed = run.Clock.Elapsed,
            Workers = options.Workers,
            PeakMemory = Process.GetCurrentProcess().PeakWorkingSet64,
            VisitedSetBytes = run.Visited.Bytes,
            CollisionProbability = CollisionProbability(run.Visited),
            Seed = run.Visited.Bits is null ? null : run.Key.Seed,
            Witnesses = Witnesses(run),
            Distinct = system.Distinct,
            Assumptions = system.Assumptions,
        };
    }

    private Dictionary<string, long> Witnesses(SearchRun run) => WitnessCounts.Of(
        system,
        [.. Enumerable.Range(0, system.Witnesses.Count).Select(index => run.Workers.Sum(worker => worker.Witness(index)))]);

    // Up to the first state that was missed the search is the one that misses none. If it was missed with n states counted, it is among
    // the first n + 1 of that search, and two of those collide: as many pairs, each with the probability of the theorem.
    // States of one word have fingerprints of their own.
    private double CollisionProbability(VisitedSet visited) => visited.Bits is { } bits && system.Width > 1
        ? Math.Min(1, (double)visited.Count * (visited.Count + 1) / 2 * FingerprintKey.CollisionOfPair(bits))
        : 0;
}
