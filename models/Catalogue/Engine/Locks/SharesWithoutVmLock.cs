using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Locks;

/// <summary>The host's lock, and not the VM's .</summary>
internal sealed class SharesWithoutVmLock(Core core) : HostShareGuest(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa, bool writable)
    {
        var target = MemoryTarget.Decode(Core, vm, page, ipa).Value;
        var held = await Core.Locks.TakeHost(cpu, Held.Nothing);
        var plan = await Decode(cpu, target);
        if (plan.IsOk)
        {
            await Commit(cpu, target, plan.Value, writable);
        }

        await Core.Locks.Release(cpu, held);
        return plan.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(plan.Error);
    }
}
