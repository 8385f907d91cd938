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

/// <summary>
/// The host changes what a VM may do with a page that it lent. Locks: the host's, by which no rollover changes the VMID meanwhile; the
/// VM's.
/// </summary>
public class ChangePermissions(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Makes a lent page writable and executable, or neither. Refused as <see cref="HostUnshareGuest"/>.
    /// </summary>
    public virtual async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa, bool writable)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var target = MemoryTarget.Decode(core, vm, ipa);
        if (!target.IsOk)
        {
            return Result.Refused<ulong>(target.Error);
        }

        var locks = await MemoryLocks.Take(core, cpu, Held.Nothing, target.Value.Vm);
        var borrower = await core.Vms.Read(cpu, target.Value.Vm);
        var slot = await Decode(cpu, borrower, target.Value.Ipa);
        if (slot.IsOk)
        {
            await Commit(cpu, borrower, slot.Value, target.Value.Ipa, writable);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    protected virtual async Step<Result<Slot>> Decode(Cpu cpu, Vm borrower, Ipa ipa) => borrower.IsActive
        ? await new MappedPage(core).Decode(cpu, borrower, ipa, PageState.SharedBorrowed)
        : Result.Refused<Slot>(HypercallError.NotFound);

    /// <summary>Does it; it may not be refused any more.</summary>
    protected virtual async Step Commit(Cpu cpu, Vm borrower, Slot slot, Ipa ipa, bool writable)
    {
        var regime = await core.Vms.RegimeOf(cpu, borrower);
        var permissions = GuestTables.Attributes(PageState.SharedBorrowed, writable).Permissions;
        await core.Tables(core.Map.Host).Permit(cpu, slot, permissions, ipa, regime);
    }
}
