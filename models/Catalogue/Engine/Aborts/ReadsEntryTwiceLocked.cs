using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Aborts;

/// <summary>Harmless: the entry is read twice, under the lock.</summary>
internal sealed class ReadsEntryTwiceLocked(Core core) : GuestAbort(core)
{
    protected override async Step<AbortResolution> Judge(Cpu cpu, VmIndex index, Ipa ipa, AccessKind access)
    {
        var held = await Core.Locks.TakeVm(cpu, Held.Nothing, index);
        var vm = await Core.Vms.Read(cpu, index);
        await Core.Guests.Find(cpu, vm.Root, ipa);
        var slot = await Core.Guests.Find(cpu, vm.Root, ipa);
        await Core.Locks.Release(cpu, held);
        return Judge(slot, access);
    }
}
