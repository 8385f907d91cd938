using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>The root table stays the host's, which can still reach it (P-13).</summary>
internal sealed class CreatesWithoutAnnotation(Core core) : CreateVm(core)
{
    protected override async Step Commit(Cpu cpu, VmIndex vm, PageIndex root, HostPage page)
    {
        await Core.Scrub.Run(cpu, root);
        await cpu.Store(Core.Map.Vm(vm).Root, root.Value);
        await cpu.Store(Core.Map.Vm(vm).Status, (ulong)VmStatus.Active);
    }
}
