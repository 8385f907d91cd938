using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Takes back what is not known to be lent (P-32).</summary>
internal sealed class UnshareWithoutAsking(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Unshare(Cpu cpu, HostVm vm, HostIpa ipa)
    {
        var core = Engine.Core;
        var target = MemoryTarget.Decode(core, vm, ipa);
        if (!target.IsOk)
        {
            return Result.Refused<ulong>(target.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, target.Value.Vm);
        var borrower = await core.Vms.Read(cpu, target.Value.Vm);
        var slot = borrower.IsActive
            ? await new MappedPage(core).Decode(cpu, borrower, target.Value.Ipa, PageState.SharedBorrowed)
            : Result.Refused<Slot>(HypercallError.NotFound);
        await Commit(cpu, borrower, slot.Value, target.Value);
        await MemoryLocks.Release(core, cpu, locks);
        return Result.Of(0UL);
    }

    private async Step Commit(Cpu cpu, Vm vm, Slot slot, MemoryTarget target)
    {
        var regime = await Engine.Core.Vms.RegimeOf(cpu, vm);
        await new TableWriter(Engine.Map.Host).Break(cpu, slot, OwnerId.Host, target.Ipa, regime);
        await Engine.Core.Shares(Engine.Map.Host).Remove(cpu, slot.Entry.Output.Page);
    }
}
