using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>
/// A program whose lock regions are merged: a transition is a transaction of one vCPU, as many operations as commute with
/// the steps of other vCPUs. <see cref="Transaction"/> defines transactions, <see cref="Movers"/> which operations commute.
/// </summary>
/// <remarks>
/// <para>Completeness (Lipton, "Reduction", 1975; Flanagan and Qadeer, "Transactions for software model checking",
/// 2003; Stoller and Cohen, "Optimistic synchronization-based state-space reduction", 2003). Take an execution of the
/// unmerged program that ends with its first violation, of the discipline or of another property. Up to there it keeps to
/// the discipline, so movers move. Divide each vCPU's steps into transactions. An unfinished transaction that has not got
/// past its right movers is moved to the end and left out, since no other vCPU has observed it. An unfinished transaction
/// that has got past them is completed, and its left movers are moved back: they are always enabled, and there are finitely
/// many, or the property <c>termination</c> is violated. Move the right movers of every transaction right and the left
/// movers left until it is in one piece: this is an execution of the merged program. The violating step is still there and
/// still violates. Its vCPU reaches it by the same results of the same operations; whether it holds a lock depends on its own
/// steps; undeclared words, the state of monitors, and the words that decide which rule applies change by steps that do not
/// move, and keep their order. So the merged search finds a violation. A violation that it finds is real, since its
/// executions are executions of the program. The argument needs the discipline only up to the first violation, and the
/// merged search itself checks it.</para>
/// <para>Deadlock and progress (from every state a goal stays reachable) require that a begun transaction can be finished, which
/// is Lipton's condition on left-out steps. Therefore a transaction takes at most one lock, unless all locks have ranks, and
/// stops before any other operation that is not enabled. With ranks (which are checked, as the discipline is) a vCPU with a
/// begun transaction waits only for a vCPU whose highest lock is higher, so one of the begun transactions can be finished.
/// Then in any state of the unmerged program all unfinished transactions can be finished, one vCPU after the other, which
/// leads to a state of the merged program. If a goal is reachable from that state, it is reachable from the unmerged one, and
/// a deadlock has no unfinished transaction. Conversely, a state that is reachable from a merged state without merging is
/// reachable with merging, by the argument above.</para>
/// <para>Choices are late: a state rests before a choice, not after it. But a vCPU that has chosen and then waits for a lock
/// differs from one that may still choose otherwise: the lock may never be released. So there is one more state, in which the
/// vCPU <em>waits for the lock after a choice that needs it</em>, for all such choices together: until the lock is free they
/// behave alike, and then each of them continues from the choice to a state of its own. From each of these states a goal is
/// reachable or not; so it is reachable from the waiting choices exactly if it is reachable from their common state.</para>
/// </remarks>
[Stateless("The search's own: no code that is explored has it.", IsOfSearch = true)]
internal sealed class MergedSystem : GuardedSystem
{
    // Words of its own, one a vCPU: the lock for which it waits, having chosen something that needs it, plus one; or zero.
    private readonly int waitBase;
    private readonly Machine machine;
    private readonly Movers movers;

    /// <summary>A program on a machine.</summary>
    /// <param name="program">The program; it has a discipline.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="judged">The judged properties; the discipline is always judged.</param>
    /// <exception cref="UnsupportedStateException">The machine or the properties do not admit merging.</exception>
    public MergedSystem(ConcurrentProgram program, Machine machine, Judged judged = default)
        : base(program, machine, program.Vcpus.Count, judged)
    {
        if (!machine.HasMovers)
        {
            throw new UnsupportedStateException(
                $"lock regions cannot be merged on the machine '{machine.Name}': there, accesses under a lock may not commute.");
        }

        if (program.SpeaksOfFairness)
        {
            throw new UnsupportedStateException(
                "lock regions cannot be merged where MustRespond or MustRecur is demanded: what merging does to fairness is " +
                "not proved. Explore that property without MergeLockRegions.");
        }

        this.machine = machine;
        waitBase = FurtherBase;
        movers = new Movers(program, machine);
        RanksAllLocks = program.Discipline!.RanksAllLocks;
    }

    public override string Memory => $"{base.Memory}, lock regions merged";

    internal override void ExpandWhole(ReadOnlySpan<ulong> state, Expansion into, bool afresh)
    {
        into.Reset(state);
        var transaction = (Transaction)(into.Scratch ??= new Transaction(this, into));
        for (var vcpu = 0; vcpu < VcpuCount; vcpu++)
        {
            transaction.Enumerate(vcpu, afresh);
        }
    }

    private protected override Transition DescribeWhole(Expansion expansion, int successor)
    {
        var (actor, choice) = (expansion[successor].Actor, expansion[successor].Choice);
        var again = new Expansion(Width, Witnesses.Count, wide: false);
        again.Reset(expansion.Parent);
        var operations = new Transaction(this, again).Describe(actor, choice);
        return operations[0] with
        {
            Actor = actor,
            Choice = choice,
            Further = [.. operations.Skip(1).Select(operation =>
                new MergedOperation(operation.Operation, operation.Site, operation.Changes, operation.Notes)
                {
                    Performed = operation.Performed,
                    Accesses = operation.Accesses,
                })],
        };
    }

    /// <summary>The text of one operation, for a reader.</summary>
    internal Transition DescribeOperation(Expansion expansion, int successor) => base.DescribeWhole(expansion, successor);

    /// <summary>The text of the step in which a vCPU begins to wait for a lock, for a reader.</summary>
    internal Transition DescribeWait(ReadOnlySpan<ulong> state, Operation attempt) => new(
        0, 0, $"chooses what needs '{Discipline.NameOf(attempt.Address)}', which vcpu{state[attempt.Address.Index] - 1} holds",
        attempt.Site.ToString(), [], []);

    internal override string? Waits(ReadOnlySpan<ulong> state, int vcpu) => WaitedFor(state, vcpu) is { } @lock && state[@lock.Index] != 0
        ? WaitsFor(state, @lock)
        : base.Waits(state, vcpu);

    /// <summary>The lock that a vCPU waits for after a choice that needs it; null if it does not wait.</summary>
    internal Address? WaitedFor(ReadOnlySpan<ulong> state, int vcpu) =>
        state[waitBase + vcpu] is > 0 and var @lock ? new Address((int)@lock - 1) : null;

    /// <summary>Makes a vCPU wait for a lock, or for none, in the successor that is being built.</summary>
    internal void SetWaitedFor(Expansion expansion, int vcpu, Address? @lock) =>
        expansion.Set(waitBase + vcpu, @lock is { } waited ? (ulong)waited.Index + 1 : 0);

    /// <summary>Whether a transaction may take several locks.</summary>
    internal bool RanksAllLocks { get; }

    /// <summary>Whether an operation tries to take a lock.</summary>
    internal bool TriesToAcquire(int vcpu, LocalState local) => Acquires(vcpu, local);

    /// <summary>How a vCPU's operation commutes, with the events after it. For a choice, the events are known only after it.</summary>
    internal Mover MoverOf(ReadOnlySpan<ulong> state, int vcpu, LocalState local)
    {
        var operation = local.Pending!;
        var mover = movers.Of(state, vcpu, operation);
        if (mover == Mover.None || operation.Kind == OperationKind.Choose)
        {
            return mover;
        }

        var result = Movers.ResultOf(state, operation);
        return (local.After(result) ?? Locals.Resume(local, result)).IsOrdered ? Mover.None : mover;
    }

    /// <summary>Writes the outcomes of one operation.</summary>
    internal void Perform(Turn turn, int vcpu, LocalState local, bool afresh)
    {
        turn.Start(vcpu, local, afresh);
        machine.Outcomes(turn);
    }
}
