using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation.Secrecy;

/// <summary>A page of a dead VM goes back to the host with what is in it (H-14).</summary>
internal sealed class ReclaimsUnscrubbed(Core core) : ReclaimPage(core)
{
    protected override async Step Commit(Cpu cpu, VmIndex vm, PageIndex page)
    {
        await Core.Host(Core.Map.Host).TakeBack(cpu, page);
        var left = await cpu.Load(Core.Map.Vm(vm).OwnedPages) - 1;
        await cpu.Store(Core.Map.Vm(vm).OwnedPages, left);
        if (left == 0)
        {
            await cpu.Store(Core.Map.Vm(vm).Status, (ulong)VmStatus.Free);
        }
    }
}
