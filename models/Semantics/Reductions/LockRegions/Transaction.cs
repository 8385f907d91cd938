using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>
/// Enumerates the longest transactions of a vCPU in a state: right movers (lock acquisitions, at most one unless locks have
/// ranks, and choices with each of their outcomes), then at most one operation that does not commute, then left movers.
/// Stopping early is always sound: it stops before an operation that may not follow or is not enabled, before it would reach
/// a choice a second time, and where the code ends. One worker reuses the object.
/// </summary>
internal sealed class Transaction(MergedSystem system, Expansion into)
{
    private const int MostOperations = 100_000;
    private const int MostDescribed = 200;

    private readonly List<Level> levels = [];
    private readonly List<LocalState> choices = []; // the choices made on the way
    private readonly List<Address> announced = []; // the locks that are known to be waited for after choices
    private readonly List<Transition> operations = [];
    private int vcpu;
    private int outcomes;
    private bool afresh;
    private Address? waited;
    private int? wanted;
    private Transition[]? described;

    /// <summary>Adds every transaction of a vCPU to the successors of the state that is being expanded.</summary>
    public void Enumerate(int actor, bool runAfresh)
    {
        (vcpu, outcomes, afresh) = (actor, 0, runAfresh);
        waited = system.WaitedFor(into.Parent, vcpu);
        announced.Clear();
        var level = LevelAt(0);
        level.Expansion.Copy(into);
        if (waited is { } @lock)
        {
            if (into.Parent[@lock.Index] != 0)
            {
                return;
            }

            level.Expansion.Begin(vcpu, 0);
            system.SetWaitedFor(level.Expansion, vcpu, null);
            level.Expansion.End();
            level.Expansion.Follow(level.Expansion, 0);
        }

        Extend(0, new Progress(false, false, true, 0, 0));
    }

    /// <summary>The operations of one transaction, for a reader.</summary>
    public IReadOnlyList<Transition> Describe(int actor, int choice)
    {
        wanted = choice;
        Enumerate(actor, runAfresh: false);
        return described ?? throw new InvalidOperationException($"vcpu{actor} has no transaction {choice} here");
    }

    private void Extend(int depth, Progress progress)
    {
        var level = LevelAt(depth);
        var expansion = level.Expansion;
        while (true)
        {
            var state = expansion.Parent;
            var local = system.Local(state, vcpu);
            if (local.Pending is not { } pending)
            {
                Rest(expansion, progress);
                return;
            }

            var isChoice = pending.Kind == OperationKind.Choose;
            var acquires = !isChoice && system.TriesToAcquire(vcpu, local);
            if (waited is { } @lock && progress.IsChoosing && !isChoice && !(acquires && pending.Address == @lock))
            {
                return; // one of the choices that do not need the lock
            }

            if (acquires && state[pending.Address.Index] != 0)
            {
                Block(expansion, pending, progress);
                return;
            }

            var mover = system.MoverOf(state, vcpu, local);
            if (MustRest(mover, isChoice, acquires, local, progress))
            {
                Rest(expansion, progress);
                return;
            }

            if (progress.Operations == MostOperations)
            {
                Add(expansion, progress, Endless(pending));
                return;
            }

            system.Perform(level.Turn, vcpu, local, afresh);
            if (expansion.Count == 0 || (expansion.IsStopped && progress.Operations > 0))
            {
                // A step without cause need not happen: the vCPU may stay here.
                Rest(expansion, progress);
                return;
            }

            progress = progress.After(mover, isChoice, acquires);
            if (expansion.Count > 1 || isChoice || expansion[0].Violation is not null)
            {
                Branch(depth, expansion, local, isChoice, progress);
                return;
            }

            Record(expansion, 0);
            progress = progress with
            {
                Goals = progress.Goals | expansion[0].Goals,
                IsUnprovoked = progress.IsUnprovoked || expansion[0].IsUnprovoked,
            };
            expansion.Follow(expansion, 0);
        }
    }

    // Each outcome goes on by itself, in buffers of its own.
    private void Branch(int depth, Expansion expansion, LocalState local, bool isChoice, Progress progress)
    {
        if (isChoice)
        {
            choices.Add(local);
        }

        var next = LevelAt(depth + 1).Expansion;
        var before = operations.Count;
        for (var outcome = 0; outcome < expansion.Count; outcome++)
        {
            next.Follow(expansion, outcome);
            Record(expansion, outcome);
            var extended = progress with
            {
                Goals = progress.Goals | expansion[outcome].Goals,
                IsUnprovoked = progress.IsUnprovoked || expansion[outcome].IsUnprovoked,
            };
            if (isChoice && local.After(expansion[outcome].Result) is { IsRemarkable: true } step)
            {
                extended = extended with { IsChoosing = false, HasCommitted = progress.HasCommitted || step.IsOrdered };
            }

            if (expansion[outcome].Violation is { } violation)
            {
                Add(next, extended, violation);
            }
            else if (waited is null || extended.IsChoosing || !progress.IsChoosing)
            {
                Extend(depth + 1, extended);
            }

            operations.RemoveRange(before, operations.Count - before);
        }

        if (isChoice)
        {
            choices.RemoveAt(choices.Count - 1);
        }
    }

    private bool MustRest(Mover mover, bool isChoice, bool acquires, LocalState local, Progress progress) =>
        isChoice ? progress.HasCommitted || choices.Contains(local)
        : progress.HasCommitted ? mover is Mover.None or Mover.Right
        : acquires && progress.HasAcquired && !system.RanksAllLocks;

    // An attempt to take a lock that is held. With nothing but choices behind it, see MergedSystem.
    private void Block(Expansion expansion, Operation attempt, Progress progress)
    {
        if (progress.Operations == 0)
        {
            return;
        }

        if (!progress.IsChoosing)
        {
            Rest(expansion, progress);
            return;
        }

        if (!announced.Contains(attempt.Address))
        {
            announced.Add(attempt.Address);
            Note(wanted is null ? null : system.DescribeWait(expansion.Parent, attempt));
            into.Begin(vcpu, outcomes++);
            system.SetWaitedFor(into, vcpu, attempt.Address);
            into.End();
        }
    }

    private void Rest(Expansion expansion, Progress progress)
    {
        if (progress.Operations > 0 && (waited is null || !progress.IsChoosing))
        {
            Add(expansion, progress, null);
        }
    }

    private void Add(Expansion reached, Progress progress, Violation? violation)
    {
        Note(null);
        into.Add(vcpu, outcomes++, reached, progress.Goals, violation, progress.IsUnprovoked);
    }

    private void Note(Transition? instead)
    {
        if (wanted == outcomes)
        {
            described = instead is null ? [.. operations] : [instead];
        }
    }

    // Of a transaction that does not end, a reader needs no more than its beginning.
    private void Record(Expansion expansion, int outcome)
    {
        if (wanted is not null && operations.Count < MostDescribed)
        {
            operations.Add(system.DescribeOperation(expansion, outcome));
        }
    }

    private Violation Endless(Operation pending) => new(
        ViolationKind.Livelock,
        "termination",
        $"vcpu{vcpu} performs {MostOperations:N0} operations that nobody else can see, and goes on at {pending.Site}");

    private Level LevelAt(int depth)
    {
        while (levels.Count <= depth)
        {
            var expansion = into.Fork();
            levels.Add(new Level(expansion, new Turn(system, expansion)));
        }

        return levels[depth];
    }

    private sealed record Level(Expansion Expansion, Turn Turn);

    /// <summary>The progress of a transaction.</summary>
    /// <param name="HasCommitted">Whether only left movers may follow.</param>
    /// <param name="HasAcquired">Whether it has taken a lock.</param>
    /// <param name="IsChoosing">Whether it consists of choices without events so far.</param>
    /// <param name="Operations">The number of its operations.</param>
    /// <param name="Goals">The goals that it has met.</param>
    /// <param name="IsUnprovoked">Whether it began with a step without cause.</param>
    private readonly record struct Progress(
        bool HasCommitted, bool HasAcquired, bool IsChoosing, int Operations, ulong Goals, bool IsUnprovoked = false)
    {
        public Progress After(Mover mover, bool isChoice, bool acquires) => this with
        {
            HasCommitted = HasCommitted || mover is Mover.None or Mover.Left,
            HasAcquired = HasAcquired || acquires,
            IsChoosing = IsChoosing && isChoice,
            Operations = Operations + 1,
        };
    }
}
