using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>The path on which the place is taken takes the VM's lock again, to look .</summary>
internal sealed class SharesLockingAgain(Core core) : HostShareGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var plan = await base.Decode(cpu, target);
        if (!plan.IsOk && plan.Error == HypercallError.Exists)
        {
            var again = await Core.Locks.TakeVm(cpu, Held.Nothing, target.Vm);
            await Core.Locks.Release(cpu, again);
        }

        return plan;
    }
}
