using System.Runtime.CompilerServices;
using System.Threading;
using Interlock.Explorer.Liveness;
using Interlock.Explorer.States;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Search;

/// <summary>One thread of a search: it takes states from the frontier, expands them, and puts back what is new.</summary>
internal sealed class Worker : IWorker
{
    private readonly SearchRun run;
    private readonly int index;
    private readonly TransitionSystem system;
    private readonly VisitedSet visited;
    private readonly Frontier frontier;
    private readonly GraphLog? graph;
    private readonly LabelledLog? labels;
    private readonly DeterminismCheck determinism;
    private readonly ulong[] record;
    private readonly int maxDepth;
    private readonly long maxStates;
    private Pending ahead;
    private Pending behind;
    private long transitions;

    public Worker(SearchRun run, int index)
    {
        this.run = run;
        this.index = index;
        system = run.System;
        visited = run.Visited;
        frontier = run.Frontier;
        graph = run.Graphs?[index];
        labels = run.Labels?[index];
        ahead = new Pending(run.NewExpansion());
        behind = new Pending(run.NewExpansion());
        determinism = new DeterminismCheck(system, run.NewExpansion());
        record = new ulong[Frontier.Header + system.Width];
        maxDepth = run.Options.MaxDepth ?? int.MaxValue;
        maxStates = run.Options.MaxStates ?? long.MaxValue;
    }

    public long Transitions => Volatile.Read(ref transitions);

    public long CutByDepth { get; private set; }

    /// <summary>States that it has taken from the frontier and whose successors it has not added yet.</summary>
    public int Unfinished => (ahead.IsWaiting ? 1 : 0) + (behind.IsWaiting ? 1 : 0);

    /// <summary>How many states it has seen first, by depth.</summary>
    public DepthCounts Depths { get; } = new();

    public long Witness(int witness) =>
        ahead.Expansion.Witnesses[witness] + behind.Expansion.Witnesses[witness];

    public TrialCount Trial(int trial) => ahead.Expansion.Trials[trial].And(behind.Expansion.Trials[trial]);

    public void Start()
    {
        system.Start(ahead.Expansion);
        if (ahead.Expansion.Count == 0)
        {
            throw new InvalidOperationException("there is no initial state, so there is nothing to verify");
        }

        visited.Add(ahead.Expansion, index);
        Keep(ahead.Expansion, 0);
        labels?.Begin(ahead.Expansion);
    }

    /// <summary>
    /// Expands states until there are none. Two expansions take turns: while the slots of one come into the cache,
    /// the next state is expanded.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run()
    {
        while (!run.Stop.IsCancellationRequested)
        {
            if (frontier.TryTake(index, record))
            {
                Expand();
                Finish(behind);
                (ahead, behind) = (behind, ahead);
                if (maxStates != long.MaxValue && AreStatesSpent())
                {
                    return;
                }
            }
            else if (behind.IsWaiting)
            {
                Finish(behind);
            }
            else if (!frontier.Wait(index, run.Stop))
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Expand()
    {
        system.Expand(record.AsSpan(Frontier.Header), ahead.Expansion);
        visited.Prepare(ahead.Expansion);
        ahead.Header = record[0];
        ahead.IsWaiting = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(Pending pending)
    {
        if (!pending.IsWaiting)
        {
            return;
        }

        var expansion = pending.Expansion;
        pending.IsWaiting = false;
        visited.Add(expansion, index);
        transitions += expansion.Count;
        determinism.Look(expansion);

        if (expansion.IsStopped && system.CheckStopped(expansion.Parent) is { } stopped)
        {
            run.Find(stopped);
        }

        Keep(expansion, Frontier.DepthOf(pending.Header) + 1);
        graph?.Add(Frontier.IdOf(pending.Header), expansion, system.GoalsMet(expansion.Parent));
        labels?.Add(Frontier.IdOf(pending.Header), expansion);
    }

    private bool AreStatesSpent()
    {
        Finish(behind);
        var spent = visited.Count >= maxStates && frontier.Count > 0;
        if (spent)
        {
            run.Halt("max-states", maxStates);
        }

        return spent;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep(Expansion expansion, int depth)
    {
        var found = 0;
        for (var successor = 0; successor < expansion.Count; successor++)
        {
            ref var reached = ref expansion[successor];
            if (reached.Violation is not null)
            {
                run.Find(reached.Violation);
            }

            if (!reached.IsNew)
            {
                continue;
            }

            found++;
            var state = expansion.State(successor);
            if (system.Check(state) is { } broken)
            {
                run.Find(broken);
            }

            if (depth > maxDepth)
            {
                CutByDepth++;
            }
            else
            {
                frontier.Put(index, Frontier.HeaderOf(reached.Id, depth), state);
            }
        }

        if (found > 0)
        {
            Depths.Add(depth, found);
        }
    }

    /// <summary>An expanded state whose successors have yet to be added to the visited set.</summary>
    private sealed class Pending(Expansion expansion)
    {
        public Expansion Expansion { get; } = expansion;

        public ulong Header { get; set; }

        public bool IsWaiting { get; set; }
    }
}
