using Interlock.Semantics.Machines;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>
/// Decides how an operation commutes in the state in which it is performed. In an execution that keeps to the discipline:
/// <list type="bullet">
/// <item>Taking a lock is a right mover. The next step of another vCPU does not access the lock word: only the holder may
/// release the lock, and other attempts to take it are not enabled.</item>
/// <item>Releasing a lock is a left mover. The step of another vCPU before it, while the lock was held, did not access the
/// lock word, and is equally possible while the lock is free.</item>
/// <item>An access to a guarded word moves both ways. A reader holds one of the locks, so no other vCPU holds all of them in
/// the adjacent states, and none writes; a writer holds all, so no other vCPU accesses the word. Guests may not access it.</item>
/// <item>If hardware reads the word, only loads move; the same holds for a word that decides whether another one is guarded.
/// While a lock of the decided word is held, no other vCPU changes the decision. A store to a deciding word does not move, so
/// a breach of the decided rule is found at the end of the transaction that contains this store.</item>
/// <item>A choice, and an access to a word of one vCPU only, commute with all steps of other vCPUs.</item>
/// <item>A barrier or a write of VTTBR_EL2 that the machine calls local moves for the holder of the lock of all maintenance:
/// see <see cref="Machine.IsLocalUnderLock"/>. A TLBI, and a DSB that waits for one, do not move.</item>
/// <item>A watched access or an event has an order that may matter: it moves only if the monitor or the program promises so.</item>
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

    /// <summary>How an operation commutes, without regard to the events after it.</summary>
    /// <param name="state">The words of the state, those of memory first.</param>
    /// <param name="vcpu">The vCPU that performs it.</param>
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
            || (operation.Kind == OperationKind.Load
                ? isOrderedWhenLoaded
                : isOrdered)[operation.Address.Index] || discipline.Breach(state, vcpu, operation) is not null)
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

    /// <summary>The result of an operation that is a mover and not a choice: it has one outcome.</summary>
    public static ulong ResultOf(ReadOnlySpan<ulong> state, Operation operation) =>
        operation.Kind != OperationKind.Store && operation.Kind.IsAccess() ? state[operation.Address.Index] : 0;
}
