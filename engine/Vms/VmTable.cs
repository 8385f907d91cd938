using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Vms;

/// <summary>The VM table, to read.</summary>
public sealed class VmTable(MemoryMap map)
{
    /// <summary>What there is at a position. The VM table's mutex or the VM's lock must be held.</summary>
    public async Step<Vm> Read(Cpu cpu, VmIndex vm)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var status = (VmStatus)await cpu.Load(map.Vm(vm).Status);
        return new Vm(vm, status, new PageIndex(await cpu.Load(map.Vm(vm).Root)));
    }

    /// <summary>
    /// The VM's regime. The VM table's mutex must be held, or the host's lock and the VM's: then no VMID is given or taken meanwhile.
    /// </summary>
    public async Step<Regime> RegimeOf(Cpu cpu, Vm vm)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var vmid = new TaggedVmid(await cpu.Load(map.Vm(vm.Index).Vmid));
        var generation = await cpu.Load(map.VmidGeneration);
        return new Regime(new Vttbr(vmid.Vmid, vm.Root.Address), vmid.IsCurrent(generation));
    }
}
