using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>
/// A program that declares which words are locks. An attempt to take a held lock is not enabled: it would change nothing
/// and be repeated, so leaving it out loses no state, and a state in which all vCPUs wait for locks is a deadlock. (For
/// properties under fairness the step makes a difference, so there it is taken.)
/// </summary>
[Stateless("The search's own: no code that is explored has it.", IsOfSearch = true)]
internal class GuardedSystem : ProgramSystem
{
    private readonly Machine machine;
    private readonly bool locksBlock;

    /// <summary>A program on a machine.</summary>
    /// <param name="program">The program; it has a discipline.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="furtherWords">The number of words at the end of the state vector that a derived system needs.</param>
    /// <param name="judged">The judged properties; the discipline is always judged.</param>
    /// <exception cref="ArgumentException">A lock word is too narrow for every vCPU's index, or starts with an unknown holder.</exception>
    public GuardedSystem(ConcurrentProgram program, Machine machine, int furtherWords = 0, Judged judged = default)
        : base(program, machine, furtherWords, judged)
    {
        this.machine = machine;
        Discipline = program.Discipline!;
        locksBlock = !program.SpeaksOfFairness;
        foreach (var address in Discipline.Words.Where(word => Discipline[word] is WordRule.Lock))
        {
            var word = program.Words[address.Index];
            if (word.Wrap((ulong)VcpuCount) != (ulong)VcpuCount || word.Wrap(word.Initial) > (ulong)VcpuCount)
            {
                throw new ArgumentException(
                    $"the lock '{word.Name}' must be able to hold every number up to {VcpuCount}, and begin with one of them.",
                    nameof(program));
            }
        }
    }

    /// <summary>The program's discipline.</summary>
    private protected LockDiscipline Discipline { get; }

    internal override void ExpandWhole(ReadOnlySpan<ulong> state, Expansion into, bool afresh)
    {
        into.Reset(state);
        var turn = (Turn)(into.Scratch ??= new Turn(this, into));
        for (var vcpu = 0; vcpu < VcpuCount; vcpu++)
        {
            var local = Local(state, vcpu);
            if (local.Pending is not null && !IsHeldUp(state, vcpu, local))
            {
                turn.Start(vcpu, local, afresh);
                machine.Outcomes(turn);
            }
        }
    }

    internal override void Reach(Expansion expansion, int vcpu, Address address)
    {
        if (Discipline.GuestBreach(expansion.Parent, vcpu, address) is { } breach)
        {
            expansion.Violate(new Violation(ViolationKind.Monitor, DisciplineMonitor.Name, breach)
            {
                Evidence = new UndisciplinedAccess(vcpu, null, address),
            });
        }
    }

    internal override string? Waits(ReadOnlySpan<ulong> state, int vcpu)
    {
        var local = Local(state, vcpu);
        return local.Pending is { } pending && IsHeldUp(state, vcpu, local) ? WaitsFor(state, pending.Address) : null;
    }

    /// <summary>The text of a vCPU that waits for a lock.</summary>
    private protected string WaitsFor(ReadOnlySpan<ulong> state, Address @lock) =>
        $"waits for '{Discipline.NameOf(@lock)}', which vcpu{state[@lock.Index] - 1} holds,";

    /// <summary>Whether an operation tries to take a lock.</summary>
    /// <exception cref="UnsupportedStateException">The code does not simply retry if the lock is held.</exception>
    private protected bool Acquires(int vcpu, LocalState local)
    {
        var operation = local.Pending!;
        if (!LockDiscipline.Acquires(vcpu, operation) || Discipline[operation.Address] is not WordRule.Lock)
        {
            return false;
        }

        if (!local.IsKnownToRetry)
        {
            for (var holder = 1UL; holder <= (ulong)VcpuCount; holder++)
            {
                var step = local.After(holder) ?? Locals.Resume(local, holder);
                if (step.Next != local || step.IsRemarkable)
                {
                    throw new UnsupportedStateException(
                        $"the attempt at {operation.Site} to take '{Discipline.NameOf(operation.Address)}' does something else " +
                        "than to try again when the lock is held. A declared lock waits: use SpecificationLock, or do not " +
                        "declare the word as a lock.");
                }
            }

            local.IsKnownToRetry = true;
        }

        return true;
    }

    private protected override void Refuse(Operation operation)
    {
        base.Refuse(operation);
        if ((operation.Kind.IsWait() || operation.Kind.IsWake())
            && Discipline[operation.Address] is not null)
        {
            throw new UnsupportedStateException(
                $"the {operation.Kind} at {operation.Site} is on '{Discipline.NameOf(operation.Address)}', of which the program " +
                "declares how it is accessed. Sleep on a word of which it declares nothing.");
        }
    }

    private bool IsHeldUp(ReadOnlySpan<ulong> state, int vcpu, LocalState local) =>
        locksBlock && Acquires(vcpu, local) && state[local.Pending!.Address.Index] != 0;
}
