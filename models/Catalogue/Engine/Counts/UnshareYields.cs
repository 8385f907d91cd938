using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Counts;

/// <summary>The locks are given up and taken again between the look and the change (K-03).</summary>
internal sealed class UnshareYields(Core core) : HostUnshareGuest(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa)
    {
        var target = MemoryTarget.Decode(Core, vm, ipa).Value;
        var locks = await MemoryLocks.Take(Core, cpu, Held.Nothing, target.Vm);
        var owner = await Core.Vms.Read(cpu, target.Vm);
        var slot = await Decode(cpu, owner, target.Ipa);
        await MemoryLocks.Release(Core, cpu, locks);
        if (slot.IsOk)
        {
            locks = await MemoryLocks.Take(Core, cpu, Held.Nothing, target.Vm);
            await Commit(cpu, owner, slot.Value, target.Ipa);
            await MemoryLocks.Release(Core, cpu, locks);
        }

        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }
}
