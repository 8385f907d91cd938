using Interlock.Semantics.Machines;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>
/// Says of an operation, in the state in which it is performed, how it commutes. In an execution that keeps to the discipline:
/// <list type="bullet">
/// <item>Taking a lock is a right mover. Where another vCPU's step comes next, it does not concern the lock word: only its
/// holder may release it, and others' attempts to take it are not enabled.</item>
/// <item>Releasing a lock is a left mover. The step before, in which the lock was held, was none of that word; what it did it
/// can do as well when the lock is free.</item>
/// <item>A guarded word moves both ways. Who reads it holds one of its locks, so that in the states next to it nobody else
/// holds all, and nobody else writes; who writes holds all, so that nobody else accesses it. Guests may not.</item>
/// <item>Where hardware reads the word by itself only loads move; the same goes for a word that decides whether another is
/// guarded. While one lock of the decided word is held nobody else changes that decision, and as a decision is not a
/// mover, whoever breaks the rule for which it decided is found out at the end of the transaction that decided.</item>
/// <item>A choice, and a word of one vCPU's own, concern nobody else.</item>
/// <item>A barrier or a write of VTTBR_EL2 that the machine says is local, by the holder of the lock of all maintenance: see
/// <see cref="Machine.IsLocalUnderLock"/>. A TLBI and a DSB that waits for one do not move.</item>
/// <item>What a monitor watches, or a remark says, has an order that may matter: it moves only by their promise.</item>
/// </list>
/// </summary>
internal sealed class Movers
{
    private readonly LockDiscipline discipline;
    private readonly bool[] isOrdered;
    private readonly bool[] isOrderedWhenLoaded;
    private readonly bool[] isVisibleWhenWritten;
    private readonly Machine machine;
    private readonly int words;
    private readonly int ownWords;
    private readonly int vcpus;

    public Movers(ConcurrentProgram program, Machine machine)
    {
        discipline = program.Discipline!;
        this.machine = machine;
        (this.words, vcpus) = (program.Words.Count, program.Vcpus.Count);
        ownWords = machine.OwnWords(vcpus);
        var words = Enumerable.Range(0, program.Words.Count).Select(index => new Address(index)).ToList();
        isOrdered = [.. words.Select(word => IsOrdered(program.Monitors, word))];
        isOrderedWhenLoaded = [.. words.Select(word =>
            IsOrdered(program.Monitors.Where(monitor => monitor.WatchesLoads), word))];
        isVisibleWhenWritten = [.. words.Select(word =>
            machine.Walks(word) || discipline.Decides(word) || discipline[word] is WordRule.Guarded { IsWalked: true })];
    }

    /// <summary>How an operation commutes, before it is known what the code remarks after it.</summary>
    /// <param name="state">The words of the state, those of memory first.</param>
    /// <param name="vcpu">Whose operation it is.</param>
    /// <param name="operation">The operation; if it takes a lock, the lock is free.</param>
    public Mover Of(ReadOnlySpan<ulong> state, int vcpu, Operation operation)
    {
        if (operation.Kind == OperationKind.Choose)
        {
            return Mover.Both;
        }

        if (operation.Kind.IsMaintenance())
        {
            return discipline.MaintenanceLock is { } @lock && LockDiscipline.Holds(state, vcpu, @lock)
                && machine.IsLocalUnderLock(state.Slice(words, ownWords), vcpus, operation) ? Mover.Both : Mover.None;
        }

        if (!operation.Kind.IsAccess() || discipline[operation.Address] is not { } rule
            || (operation.Kind == OperationKind.Load ? isOrderedWhenLoaded : isOrdered)[operation.Address.Index] || discipline.Breach(state, vcpu, operation) is not null)
        {
            return Mover.None;
        }

        return rule switch
        {
            WordRule.Lock => operation.Kind == OperationKind.Store ? Mover.Left : Mover.Right,
            WordRule.Guarded guarded when !LockDiscipline.Applies(state, guarded) => Mover.None,
            _ => operation.Kind != OperationKind.Load && isVisibleWhenWritten[operation.Address.Index] ? Mover.None : Mover.Both,
        };
    }

    private static bool IsOrdered(IEnumerable<PropertyMonitor> monitors, Address word) =>
        monitors.Any(monitor => !monitor.CommutesUnderLocks && monitor.Watched.Contains(word));

    /// <summary>What an operation that is a mover, and no choice, will answer: it has one outcome.</summary>
    public static ulong ResultOf(ReadOnlySpan<ulong> state, Operation operation) =>
        operation.Kind != OperationKind.Store && operation.Kind.IsAccess() ? state[operation.Address.Index] : 0;
}
