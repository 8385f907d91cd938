using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Harmless: the limit is compared as a limit.</summary>
internal sealed class SharesAtMost(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Share(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa, bool writable)
    {
        var core = Engine.Core;
        var target = MemoryTarget.Decode(core, vm, page, ipa);
        if (!target.IsOk)
        {
            return Result.Refused<ulong>(target.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, target.Value.Vm);
        var answer = await Share(cpu, target.Value, writable);
        await MemoryLocks.Release(core, cpu, locks);
        return answer;
    }

    private async Step<Result<ulong>> Share(Cpu cpu, MemoryTarget target, bool writable)
    {
        var core = Engine.Core;
        var vm = await core.Vms.Read(cpu, target.Vm);
        if (!vm.IsActive)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        var shares = core.Shares(core.Map.Host);
        var held = await core.Host(core.Map.Host).Read(cpu, target.Page);
        if (!held.IsOwned && !held.IsShared)
        {
            return Result.Refused<ulong>(HypercallError.NotPermitted);
        }

        var count = await shares.Count(cpu, target.Page);
        if (count >= core.Map.Configuration.MostShares)
        {
            return Result.Refused<ulong>(HypercallError.Busy);
        }

        var slot = await new GuestMapping(core).Decode(cpu, vm, target.Ipa);
        if (!slot.IsOk)
        {
            return Result.Refused<ulong>(slot.Error);
        }

        await shares.Add(cpu, target.Page, held, count);
        await new GuestMapping(core).Commit(
            cpu, target, slot.Value, GuestTables.Attributes(PageState.SharedBorrowed, writable));
        return Result.Of(0UL);
    }
}
