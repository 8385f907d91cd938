using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>The locks are released before the TLBIs (M-01).</summary>
internal sealed class UnshareForgetsUnlocked(Core core) : HostUnshareGuest(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa)
    {
        var target = MemoryTarget.Decode(Core, vm, ipa).Value;
        var locks = await MemoryLocks.Take(Core, cpu, Held.Nothing, target.Vm);
        var owner = await Core.Vms.Read(cpu, target.Vm);
        var regime = await Core.Vms.RegimeOf(cpu, owner);
        var slot = await Decode(cpu, owner, target.Ipa);
        if (slot.IsOk)
        {
            await cpu.Store(slot.Value.Word, 0);
            await Core.Shares(Core.Map.Host).Remove(cpu, slot.Value.Entry.Output.Page);
        }

        await MemoryLocks.Release(Core, cpu, locks);
        if (slot.IsOk)
        {
            await Core.Tlbs(Core.Map.Host).ForgetIpa(cpu, target.Ipa, regime);
        }

        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }
}
