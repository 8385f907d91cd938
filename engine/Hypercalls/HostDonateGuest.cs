using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>The host gives a page away to a VM, which owns it from then on. Locks: the host's, the VM's.</summary>
public class HostDonateGuest(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Moves a page and maps it. Refused: <see cref="HypercallError.InvalidArgument"/> for arguments out of range;
    /// <see cref="HypercallError.NotFound"/> if there is no such VM; <see cref="HypercallError.NotPermitted"/> if the page is not the
    /// host's alone; <see cref="HypercallError.Exists"/> if the VM has something there; <see cref="HypercallError.NoMemory"/> if it
    /// has too few spare tables.
    /// </summary>
    public virtual async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var target = MemoryTarget.Decode(core, vm, page, ipa);
        if (!target.IsOk)
        {
            return Result.Refused<ulong>(target.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, target.Value.Vm);
        var plan = await Decode(cpu, target.Value);
        if (plan.IsOk)
        {
            await Commit(cpu, target.Value, plan.Value);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return plan.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(plan.Error);
    }

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    protected virtual async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        var vm = await core.Vms.Read(cpu, target.Vm);
        if (!vm.IsActive)
        {
            return Result.Refused<Plan>(HypercallError.NotFound);
        }

        var page = await core.Host(core.Map.Host).Read(cpu, target.Page);
        if (!page.IsOwned)
        {
            return Result.Refused<Plan>(HypercallError.NotPermitted);
        }

        var slot = await new GuestMapping(core).Decode(cpu, vm, target.Ipa);
        return slot.IsOk ? Result.Of(new Plan(page, slot.Value)) : Result.Refused<Plan>(slot.Error);
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    protected virtual async Step Commit(Cpu cpu, MemoryTarget target, Plan plan)
    {
        var words = core.Map.Vm(target.Vm);
        await cpu.Store(words.OwnedPages, await cpu.Load(words.OwnedPages) + 1);
        await core.Host(core.Map.Host).GiveTo(cpu, target.Page, plan.Page, OwnerId.Guest(target.Vm.Value));
        await new GuestMapping(core).Commit(
            cpu, target, plan.Slot, GuestTables.Attributes(PageState.Owned, writable: true));
    }

    /// <summary>The plan of the call.</summary>
    /// <param name="Page">The host's entry for the page.</param>
    /// <param name="Slot">Where it goes.</param>
    protected readonly record struct Plan(HostPage Page, Slot Slot);
}
