using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>Harmless: both words are written under the locks.</summary>
internal sealed class CreatesStatusFirst(Core core) : CreateVm(core)
{
    protected override async Step Commit(Cpu cpu, VmIndex vm, PageIndex root, HostPage page)
    {
        await cpu.Store(Core.Map.Vm(vm).Status, (ulong)VmStatus.Active);
        await base.Commit(cpu, vm, root, page);
    }
}
