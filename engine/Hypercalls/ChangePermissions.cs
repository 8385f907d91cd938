using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>
/// The host changes what a VM may do with a page that it lent. Locks: the host's, by which no rollover changes the VMID meanwhile; the
/// VM's.
/// </summary>
public sealed class ChangePermissions(Core core)
{
    /// <summary>
    /// Makes a lent page writable and executable, or neither. Refused as <see cref="HostUnshareGuest"/>.
    /// </summary>
    public async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa, bool writable)
    {
        ArgumentNullException.ThrowIfNull(cpu);
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
            var regime = await core.Vms.RegimeOf(cpu, borrower);
            var permissions = GuestTables.Attributes(PageState.SharedBorrowed, writable).Permissions;
            await new TableWriter(core.Map.Host).Permit(cpu, slot.Value, permissions, target.Value.Ipa, regime);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }
}
