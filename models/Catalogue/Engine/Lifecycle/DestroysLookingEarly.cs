using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>Whether the VM is in use is asked before the lock is taken (B-10).</summary>
internal sealed class DestroysLookingEarly(Core core) : DestroyVm(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm)
    {
        var index = Core.Decode(vm).Value;
        var plan = await Decode(cpu, index);
        var table = await Core.Locks.TakeVmTable(cpu, Held.Nothing);
        if (plan.IsOk)
        {
            var locks = await MemoryLocks.Take(Core, cpu, table, index);
            await Commit(cpu, plan.Value);
            await MemoryLocks.Release(Core, cpu, locks);
        }

        await Core.Locks.Release(cpu, table);
        return plan.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(plan.Error);
    }
}
