using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Publication;

/// <summary>Others find the position free before TLBs have forgotten the VM that had it (P-36).</summary>
internal sealed class DestroysForgettingLast(Core core) : DestroyVm(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm)
    {
        var index = Core.Decode(vm).Value;
        var table = await Core.Locks.TakeVmTable(cpu, Held.Nothing);
        var plan = await Decode(cpu, index);
        var regime = await Core.Vms.RegimeOf(cpu, await Core.Vms.Read(cpu, index));
        if (plan.IsOk)
        {
            var locks = await MemoryLocks.Take(Core, cpu, table, index);
            await cpu.Store(Core.Map.Vm(index).Vmid, 0);
            await Commit(cpu, plan.Value);
            await FreeVmid(cpu, regime);
            await MemoryLocks.Release(Core, cpu, locks);
        }

        await Core.Locks.Release(cpu, table);
        if (plan.IsOk)
        {
            await Core.Tlbs(Core.Map.Host).ForgetAll(cpu, regime);
        }

        return plan.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(plan.Error);
    }
}
