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

/// <summary>The host decides over pages that are the VM's own (P-23: a state that nobody checks).</summary>
internal sealed class PermitsWithoutStateCheck(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Permit(Cpu cpu, HostVm vm, HostIpa ipa, bool writable)
    {
        var core = Engine.Core;
        var target = MemoryTarget.Decode(core, vm, ipa);
        if (!target.IsOk)
        {
            return Result.Refused<ulong>(target.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, target.Value.Vm);
        var answer = await Permit(cpu, target.Value, writable);
        await MemoryLocks.Release(core, cpu, locks);
        return answer;
    }

    private async Step<Result<ulong>> Permit(Cpu cpu, MemoryTarget target, bool writable)
    {
        var core = Engine.Core;
        var vm = await core.Vms.Read(cpu, target.Vm);
        if (!vm.IsActive)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        var slot = await core.Guests.Find(cpu, vm.Root, target.Ipa);
        if (!slot.Entry.IsLeaf)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        if (!slot.Entry.Level.IsLast)
        {
            return Result.Refused<ulong>(HypercallError.InvalidArgument);
        }

        var regime = await core.Vms.RegimeOf(cpu, vm);
        var permissions = GuestTables.Attributes(PageState.SharedBorrowed, writable).Permissions;
        await new TableWriter(core.Map.Host).Permit(cpu, slot, permissions, target.Ipa, regime);
        return Result.Of(0UL);
    }
}
