using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>The host takes back a page that it lent a VM. Locks: the host's, the VM's.</summary>
public class HostUnshareGuest(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Unmaps a lent page. Refused: <see cref="HypercallError.InvalidArgument"/> for arguments out of range, or if a block is mapped
    /// there; <see cref="HypercallError.NotFound"/> if there is no such VM or nothing is mapped there;
    /// <see cref="HypercallError.NotPermitted"/> if the page is the VM's own.
    /// </summary>
    public virtual async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var target = MemoryTarget.Decode(core, vm, ipa);
        if (!target.IsOk)
        {
            return Result.Refused<ulong>(target.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, target.Value.Vm);
        var owner = await core.Vms.Read(cpu, target.Value.Vm);
        var slot = await Decode(cpu, owner, target.Value.Ipa);
        if (slot.IsOk)
        {
            await Commit(cpu, owner, slot.Value, target.Value.Ipa);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    protected virtual async Step<Result<Slot>> Decode(Cpu cpu, Vm owner, Ipa ipa) => owner.IsActive
        ? await new MappedPage(core).Decode(cpu, owner, ipa, PageState.SharedBorrowed)
        : Result.Refused<Slot>(HypercallError.NotFound);

    /// <summary>Does it; it may not be refused any more.</summary>
    protected virtual async Step Commit(Cpu cpu, Vm vm, Slot slot, Ipa ipa)
    {
        var regime = await core.Vms.RegimeOf(cpu, vm);
        await core.Tables(core.Map.Host).Break(cpu, slot, OwnerId.Host, ipa, regime);
        await core.Shares(core.Map.Host).Remove(cpu, slot.Entry.Output.Page);
    }
}
