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

/// <summary>The mapping is not counted any more, and stays: its entry is never cleared (P-02).</summary>
internal sealed class UnshareKeepsMapping(IsolationEngine engine) : HostCalls(engine)
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
        if (slot.IsOk)
        {
            await Commit(cpu, borrower, slot.Value, target.Value);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }

    private async Step Commit(Cpu cpu, Vm vm, Slot slot, MemoryTarget target)
    {
        var regime = await Engine.Core.Vms.RegimeOf(cpu, vm);
        await new TlbMaintenance(Engine.Map.Host).ForgetIpa(cpu, target.Ipa, regime);
        await Engine.Core.Shares(Engine.Map.Host).Remove(cpu, slot.Entry.Output.Page);
    }
}
