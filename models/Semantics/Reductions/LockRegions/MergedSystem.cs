using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>
/// A program whose lock regions are merged: a transition is a transaction of one vCPU, as many operations as commute with
/// whatever others do meanwhile. <see cref="Transaction"/> says what a transaction is, <see cref="Movers"/> what commutes.
/// </summary>
/// <remarks>
/// <para>Why nothing is missed (Lipton, "Reduction", 1975; Flanagan and Qadeer, "Transactions for software model checking",
/// 2003; Stoller and Cohen, "Optimistic synchronization-based state-space reduction", 2003). Take an execution of the
/// unmerged program that ends with its first violation, of the discipline or of anything else. Up to there it keeps to the
/// discipline, so movers move. Divide each vCPU's steps into transactions. Of those that are unfinished, a transaction
/// that has not got past its right movers is moved to the end and left out, since nobody has seen anything of it; one
/// that has is completed, and its left movers moved back: they are always enabled, and there are finitely many, or the
/// property <c>termination</c> is violated. Move the right movers of every transaction right, and the left movers left,
/// until it is in one piece: this is an execution of the merged program. The violating step is still there and still
/// violates: a vCPU comes to it by the same results of the same operations; whether it holds a lock is in its own
/// steps; the words of which nothing is declared, what monitors keep, and the words that decide which rule applies
/// change by steps that do not move, and keep their order. So the merged search finds a violation, and one that it finds is real,
/// since its executions are executions. Only in order to use this need the discipline hold, and it is checked where it is
/// used: in the merged search itself.</para>
/// <para>Deadlock and progress (from every state a goal stays reachable) need that whoever has begun a transaction can finish it:
/// Lipton's condition on what is left out. Therefore a transaction takes one lock at most, unless all locks have an order, and stops before any other operation
/// that is not enabled. With an order (which is checked, as the discipline is) whoever has begun a transaction waits at most for
/// somebody whose highest lock is higher, so among those that have begun one there is one that can be finished. Then in any state of the unmerged program all unfinished transactions can be finished, one vCPU after the
/// other, which leads to a state of the merged program: if a goal can be reached from that, it can from the
/// unmerged state; a deadlock has no unfinished transaction. Conversely what can be reached from a merged state
/// unmerged can be reached merged, by the argument above.</para>
/// <para>Choices are late: a state rests at a choice, not behind it. But a vCPU that has chosen and then waits for a lock is not
/// where one is that may choose something else: the lock may never come. So there is one more state, in which the
/// vCPU <em>waits for the lock having chosen something that needs it</em>, for all such choices together: until the lock is free they
/// behave alike, and when it is, every one of them goes on from the choice to a state of its own. From each
/// of those a goal is reachable or it is not; so from the choices that wait it is exactly if it is from their common state.</para>
/// </remarks>
[Stateless("The search's own: no code that is explored has it.")]
internal sealed class MergedSystem : GuardedSystem
{
    // Words of its own, one a vCPU: the lock for which it waits, having chosen something that needs it, plus one; or zero.
    private readonly int waitBase;
    private readonly Machine machine;
    private readonly Movers movers;

    /// <summary>A program on a machine.</summary>
    /// <param name="program">The program; it has a discipline.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="judged">Which properties are judged; the discipline is, whatever this says.</param>
    /// <exception cref="UnsupportedStateException">The machine or the properties do not admit it.</exception>
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

    /// <summary>What one operation does, for a reader.</summary>
    internal Transition DescribeOperation(Expansion expansion, int successor) => base.DescribeWhole(expansion, successor);

    /// <summary>That a vCPU begins to wait for a lock, for a reader.</summary>
    internal Transition DescribeWait(ReadOnlySpan<ulong> state, Operation attempt) => new(
        0, 0, $"chooses what needs '{Discipline.NameOf(attempt.Address)}', which vcpu{state[attempt.Address.Index] - 1} holds", attempt.Site.ToString(), [], []);

    internal override string? Waits(ReadOnlySpan<ulong> state, int vcpu) => WaitedFor(state, vcpu) is { } @lock && state[@lock.Index] != 0
        ? WaitsFor(state, @lock)
        : base.Waits(state, vcpu);

    /// <summary>The lock for which a vCPU waits, having chosen something that needs it; null if it does not.</summary>
    internal Address? WaitedFor(ReadOnlySpan<ulong> state, int vcpu) =>
        state[waitBase + vcpu] is > 0 and var @lock ? new Address((int)@lock - 1) : null;

    /// <summary>Makes a vCPU wait for a lock, or none, in the successor that has been begun.</summary>
    internal void SetWaitedFor(Expansion expansion, int vcpu, Address? @lock) =>
        expansion.Set(waitBase + vcpu, @lock is { } waited ? (ulong)waited.Index + 1 : 0);

    /// <summary>Whether a transaction may take several locks.</summary>
    internal bool RanksAllLocks { get; }

    /// <summary>Whether an operation tries to take a lock.</summary>
    internal bool TriesToAcquire(int vcpu, LocalState local) => Acquires(vcpu, local);

    /// <summary>How a vCPU's operation commutes, with what the code remarks after it. Of a choice that is known only afterwards.</summary>
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

    /// <summary>Fills in the outcomes of one operation.</summary>
    internal void Perform(Turn turn, int vcpu, LocalState local, bool afresh)
    {
        turn.Start(vcpu, local, afresh);
        machine.Outcomes(turn);
    }
}
