using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>The page after the root table's is cleared (P-17).</summary>
internal sealed class CreatesScrubbingNext(Core core) : CreateVm(core)
{
    protected override async Step Commit(Cpu cpu, VmIndex vm, PageIndex root, HostPage page)
    {
        await Core.Host(Core.Map.Host).GiveTo(cpu, root, page, OwnerId.Engine);
        await Core.Scrub.Run(cpu, new PageIndex((root.Value + 1) % (ulong)Core.Map.Configuration.Pages));
        await cpu.Store(Core.Map.Vm(vm).Root, root.Value);
        await cpu.Store(Core.Map.Vm(vm).Status, (ulong)VmStatus.Active);
    }
}
