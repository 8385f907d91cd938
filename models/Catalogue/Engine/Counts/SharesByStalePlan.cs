using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Counts;

/// <summary>The locks are taken again for the change, which goes by what was seen before .</summary>
internal sealed class SharesByStalePlan(Core core) : HostShareGuest(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa, bool writable)
    {
        var target = MemoryTarget.Decode(Core, vm, page, ipa).Value;
        var locks = await MemoryLocks.Take(Core, cpu, Held.Nothing, target.Vm);
        var plan = await Decode(cpu, target);
        await MemoryLocks.Release(Core, cpu, locks);
        if (plan.IsOk)
        {
            locks = await MemoryLocks.Take(Core, cpu, Held.Nothing, target.Vm);
            await Commit(cpu, target, plan.Value, writable);
            await MemoryLocks.Release(Core, cpu, locks);
        }

        return plan.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(plan.Error);
    }
}
