using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>The host gets a page back of which only the first word is cleared (H-14).</summary>
internal sealed class ReclaimsUncleared(Core core) : ReclaimPage(core)
{
    protected override async Step Commit(Cpu cpu, VmIndex vm, PageIndex page)
    {
        await cpu.Store(Core.Map.Word(page, default), 0);
        await Core.Host(Core.Map.Host).TakeBack(cpu, page);
        var left = await cpu.Load(Core.Map.Vm(vm).OwnedPages) - 1;
        await cpu.Store(Core.Map.Vm(vm).OwnedPages, left);
        if (left == 0)
        {
            await cpu.Store(Core.Map.Vm(vm).Status, (ulong)VmStatus.Free);
        }
    }
}
