using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Models.Machines;
using Interlock.Models.Machines.StageTwo;
using Interlock.Sync;

namespace Interlock.Models.Isolation.Symmetries;

/// <summary>
/// The states in which names can be exchanged: no lock is held, nobody sleeps, no maintenance is under way, the words of VMs that are
/// free are zeros and nobody names such a VM, and what never changes is as it was at boot. An engine that does not keep to it is
/// explored without exchanging anything there.
/// </summary>
/// <param name="map">The engine's memory.</param>
/// <param name="machineBase">The first word of the machine's.</param>
internal sealed class RestState(MemoryMap map, int machineBase)
{
    /// <summary>The status of a VM that has tables.</summary>
    public const ulong Active = (ulong)VmStatus.Active;

    /// <summary>The bit of a descriptor that maps something.</summary>
    public const ulong Valid = 1;

    /// <summary>The owner in an entry that maps nothing.</summary>
    public const ulong OwnerMask = 0xffUL << OwnerShift;

    private const int OwnerShift = 2;
    private const int EnginesId = 1;
    private const int FirstGuestId = 2;

    private readonly (int Word, ulong Value)[] constants = [.. Enumerable
        .Range(map.Configuration.Pages * map.Configuration.Entries, (map.AllPages - map.Configuration.Pages) * map.Configuration.Entries)
        .Where(word => word < map.HostEntry(default).Index || word >= map.HostEntry(default).Index + map.Configuration.Pages)
        .Select(word => (word, map.AtBoot(new Address(word))))];

    /// <summary>The VM that an entry names which maps nothing; negative if none.</summary>
    public static int VmThatOwns(ulong entry) => (int)((entry & OwnerMask) >> OwnerShift) - FirstGuestId;

    /// <summary>The owner bits of a VM.</summary>
    public static ulong OwnedBy(int vm) => (ulong)(vm + FirstGuestId) << OwnerShift;

    /// <summary>Whether the host's entry for a page says that it is the engine's: a table.</summary>
    public static bool IsEngines(ulong entry) => (entry & Valid) == 0 && VmThatOwns(entry) == EnginesId - FirstGuestId;

    /// <summary>Whether names can be exchanged.</summary>
    /// <param name="state">The words of memory, then the machine's.</param>
    public bool Admits(ReadOnlySpan<ulong> state)
    {
        if (state[map.VmTableMutex.Index] != 0 || !IsFree(state, map.HostLock)
            || state[machineBase + SequentiallyConsistentMachine.Sleepers] != 0
            || state[machineBase + SequentiallyConsistentMachine.Events] != 0)
        {
            return false;
        }

        ulong free = 0;
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            var words = map.Vm(new VmIndex(vm));
            var status = state[words.Status.Index];
            if (!IsFree(state, words.Lock) || (status != Active && state[words.Root.Index] != 0))
            {
                return false;
            }

            if (status == (ulong)VmStatus.Free)
            {
                free |= 1UL << vm;
                if (state[words.Status.Index..words.Vcpu(map.Configuration.VcpusPerVm).Index].ContainsAnyExcept(0UL))
                {
                    return false;
                }
            }
        }

        return NobodyNames(state, free) && IsQuiet(state) && AreConstant(state);
    }

    private bool NobodyNames(ReadOnlySpan<ulong> state, ulong free)
    {
        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            var entry = state[map.HostEntry(new PageIndex((ulong)page)).Index];
            if ((entry & Valid) == 0 && VmThatOwns(entry) is >= 0 and var vm
                && (vm >= map.Configuration.Vms || ((free >> vm) & 1) != 0))
            {
                return false;
            }
        }

        for (var cpu = 0; cpu < map.Configuration.Cpus; cpu++)
        {
            var loaded = state[map.Loaded(cpu).Index];
            if (loaded != 0 && (free >> (int)((loaded - 1) / (ulong)map.Configuration.VcpusPerVm) & 1) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsQuiet(ReadOnlySpan<ulong> state)
    {
        for (var cpu = 0; cpu < map.Configuration.Cpus; cpu++)
        {
            var (_, _, maintenance, earlier) = StageTwoMachine.OwnWordsOf(cpu);
            if (state[machineBase + maintenance] != 0 || state[machineBase + earlier] != 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool AreConstant(ReadOnlySpan<ulong> state)
    {
        foreach (var (word, value) in constants)
        {
            if (state[word] != value)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsFree(ReadOnlySpan<ulong> state, Address lockWords) =>
        state[lockWords.Index] == state[lockWords.Index + 1];
}
