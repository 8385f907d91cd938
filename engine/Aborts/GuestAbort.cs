using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Aborts;

/// <summary>
/// The guest that runs on this CPU touched something that its tables do not map, or not so. Beyond its tables are devices, which the
/// host emulates. Locks: the VM's.
/// </summary>
public class GuestAbort(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>Resolves an abort. If it needs the host, the guest has been left when this returns.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="address">The IPA that the hardware reports (HPFAR_EL2).</param>
    /// <param name="access">The attempted access (ESR_EL2).</param>
    public async Step<AbortResolution> Handle(Cpu cpu, ulong address, AccessKind access)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var ipa = core.Decode(new HostIpa(address - (address % PageIndex.PageSize)));
        var resolution = ipa.IsOk
            ? await Decode(cpu, ipa.Value, access)
            : access == AccessKind.Fetch ? AbortResolution.Injected : AbortResolution.Device;
        if (resolution is AbortResolution.NeedsMemory or AbortResolution.NeedsPermission or AbortResolution.Device)
        {
            await Leave(cpu, resolution, access);
        }

        return resolution;
    }

    /// <summary>Leaves the guest, which needs the host. If it was writing to a device, the host gets what it was writing.</summary>
    protected virtual Step Leave(Cpu cpu, AbortResolution resolution, AccessKind access) =>
        new RunVcpu(core).Leave(cpu, toDevice: resolution == AbortResolution.Device && access == AccessKind.Write);

    // What the tables say now, and not what they said at the time of the access: another CPU may have been here.
    private async Step<AbortResolution> Decode(Cpu cpu, Ipa ipa, AccessKind access)
    {
        var loaded = new LoadedVcpu(await cpu.Load(core.Map.Loaded(cpu.Index)));
        return await Judge(cpu, loaded.Vm(core.Map.Configuration.VcpusPerVm), ipa, access);
    }

    /// <summary>The resolution of an access to memory of a VM.</summary>
    protected virtual async Step<AbortResolution> Judge(Cpu cpu, VmIndex index, Ipa ipa, AccessKind access)
    {
        var held = await core.Locks.TakeVm(cpu, Held.Nothing, index);
        var vm = await core.Vms.Read(cpu, index);
        var slot = await core.Guests.Find(cpu, vm.Root, ipa);
        await core.Locks.Release(cpu, held);
        return Judge(slot, access);
    }

    /// <summary>The resolution of an access, given the end of its walk.</summary>
    protected virtual AbortResolution Judge(Slot slot, AccessKind access) =>
        !slot.Entry.IsLeaf ? AbortResolution.NeedsMemory
        : slot.Entry.Attributes.Permissions.Allow(access) ? AbortResolution.Retry
        : access == AccessKind.Fetch ? AbortResolution.Injected
        : AbortResolution.NeedsPermission;
}
