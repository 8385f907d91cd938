using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Locks;

/// <summary>The VM's lock before the host's .</summary>
internal sealed class UnshareLocksVmFirst(Core core) : HostUnshareGuest(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa)
    {
        var target = MemoryTarget.Decode(Core, vm, ipa).Value;
        var inner = await Core.Locks.TakeVm(cpu, Held.Nothing, target.Vm);
        var outer = await Core.Locks.TakeHost(cpu, Held.Nothing);
        var owner = await Core.Vms.Read(cpu, target.Vm);
        var slot = await Decode(cpu, owner, target.Ipa);
        if (slot.IsOk)
        {
            await Commit(cpu, owner, slot.Value, target.Ipa);
        }

        await MemoryLocks.Release(Core, cpu, new MemoryLocks(outer, inner));
        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }
}
