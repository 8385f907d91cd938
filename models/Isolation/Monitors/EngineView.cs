using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Isolation.Monitors;

/// <summary>The engine's words in one state, as properties read them.</summary>
internal readonly ref struct EngineView(MemoryMap map, Memory memory)
{
    private const ulong Mapped = 1;
    private const int StateShift = 55;
    private const int OwnerShift = 2;
    private readonly Memory memory = memory;

    /// <summary>A word.</summary>
    public ulong this[Address word] => memory[word];

    /// <summary>Whether nobody holds a lock of two words or waits for it.</summary>
    public bool IsFree(Address lockWords) => memory[lockWords] == memory[new Address(lockWords.Index + 1)];

    /// <summary>Whether nobody holds the VM table's mutex.</summary>
    public bool IsVmTableFree => memory[map.VmTableMutex] == 0;

    /// <summary>The live VM that a VMID is; null if there is none.</summary>
    public VmIndex? VmOf(ulong vmid)
    {
        var generation = memory[map.VmidGeneration];
        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            var tag = new TaggedVmid(memory[map.Vm(new VmIndex(vm)).Vmid]);
            if (tag.IsCurrent(generation) && tag.Vmid.Value == vmid)
            {
                return new VmIndex(vm);
            }
        }

        return null;
    }

    /// <summary>Whether the host's tables map a page of memory.</summary>
    public bool HostMaps(ulong page) => (HostEntry(page) & Mapped) != 0;

    /// <summary>The state in the software bits of the host's entry: 1 owned, 2 lent, 3 borrowed; zero if it maps nothing.</summary>
    public int HostState(ulong page) => HostMaps(page) ? (int)(HostEntry(page) >> StateShift) & 3 : 0;

    /// <summary>The owner that the host's entry names if it maps nothing: 0 the host, 1 the engine, from 2 on VMs.</summary>
    public int Annotation(ulong page) => (int)(HostEntry(page) >> OwnerShift) & 0xff;

    /// <summary>Whether a page holds a table, of the host's or of a VM's, or a spare one.</summary>
    public bool IsTable(ulong page) =>
        page >= (ulong)map.Configuration.Pages || (!HostMaps(page) && Annotation(page) == 1);

    private ulong HostEntry(ulong page) => memory[map.HostEntry(new PageIndex(page))];
}
