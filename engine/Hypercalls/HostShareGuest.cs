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

/// <summary>The host lends a VM a page that it keeps. Locks: the host's, the VM's.</summary>
public class HostShareGuest(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Maps a page that stays the host's. Refused: <see cref="HypercallError.InvalidArgument"/> for arguments out of range;
    /// <see cref="HypercallError.NotFound"/> if there is no such VM; <see cref="HypercallError.NotPermitted"/> if the page is not the
    /// host's; <see cref="HypercallError.Busy"/> if it has as many guest mappings as can be counted;
    /// <see cref="HypercallError.Exists"/> if the VM has something there; <see cref="HypercallError.NoMemory"/> if it has too few
    /// spare tables.
    /// </summary>
    public virtual async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostPa page, HostIpa ipa, bool writable)
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
            await Commit(cpu, target.Value, plan.Value, writable);
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
        if (!page.IsOwned && !page.IsShared)
        {
            return Result.Refused<Plan>(HypercallError.NotPermitted);
        }

        // One more than can be counted would be none: the page would be the host's alone with guests in it.
        var count = await core.Shares(core.Map.Host).Count(cpu, target.Page);
        if (count == core.Map.Configuration.MostShares)
        {
            return Result.Refused<Plan>(HypercallError.Busy);
        }

        var slot = await new GuestMapping(core).Decode(cpu, vm, target.Ipa);
        return slot.IsOk ? Result.Of(new Plan(page, count, slot.Value)) : Result.Refused<Plan>(slot.Error);
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    protected virtual async Step Commit(Cpu cpu, MemoryTarget target, Plan plan, bool writable)
    {
        await core.Shares(core.Map.Host).Add(cpu, target.Page, plan.Page, plan.Count);
        await new GuestMapping(core).Commit(
            cpu, target, plan.Slot, GuestTables.Attributes(PageState.SharedBorrowed, writable));
    }

    /// <summary>The plan of the call.</summary>
    /// <param name="Page">The host's entry for the page.</param>
    /// <param name="Count">The number of its guest mappings.</param>
    /// <param name="Slot">Where it goes.</param>
    protected readonly record struct Plan(HostPage Page, int Count, Slot Slot);
}
