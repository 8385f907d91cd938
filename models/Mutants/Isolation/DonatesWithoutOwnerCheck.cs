using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Whose the page is, nobody asks, but for the engine's own (P-12).</summary>
internal sealed class DonatesWithoutOwnerCheck(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Donate(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa)
    {
        var core = Engine.Core;
        var target = MemoryTarget.Decode(core, vm, page, ipa);
        if (!target.IsOk)
        {
            return Result.Refused<ulong>(target.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, target.Value.Vm);
        var answer = await Donate(cpu, target.Value);
        await MemoryLocks.Release(core, cpu, locks);
        return answer;
    }

    private async Step<Result<ulong>> Donate(Cpu cpu, MemoryTarget target)
    {
        var core = Engine.Core;
        var vm = await core.Vms.Read(cpu, target.Vm);
        if (!vm.IsActive)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        var held = await core.Host(core.Map.Host).Read(cpu, target.Page);
        var slot = await new GuestMapping(core).Decode(cpu, vm, target.Ipa);
        if (!slot.IsOk || held.IsOf(OwnerId.Engine))
        {
            return Result.Refused<ulong>(slot.IsOk ? HypercallError.NotPermitted : slot.Error);
        }

        var owned = core.Map.Vm(target.Vm).OwnedPages;
        await cpu.Store(owned, await cpu.Load(owned) + 1);
        await Commit(cpu, target, held, slot.Value);
        return Result.Of(0UL);
    }

    private async Step Commit(Cpu cpu, MemoryTarget target, HostPage held, Slot slot)
    {
        await Engine.Core.Host(Engine.Map.Host).GiveTo(cpu, target.Page, held, OwnerId.Guest(target.Vm.Value));
        await new GuestMapping(Engine.Core).Commit(cpu, target, slot, GuestTables.Attributes(PageState.Owned, writable: true));
    }
}
