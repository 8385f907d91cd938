using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>The common half of donating and sharing: a page gets a place in a VM. The VM's lock must be held.</summary>
public sealed class GuestMapping(Core core)
{
    /// <summary>
    /// Where the page would go. Refused: <see cref="HypercallError.Exists"/> if something is there; <see cref="HypercallError.NoMemory"/>
    /// if the VM has too few spare tables to get there.
    /// </summary>
    public async Step<Result<Slot>> Decode(Cpu cpu, Vm vm, Ipa ipa)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var slot = await core.Guests.Find(cpu, vm.Root, ipa);
        if (slot.Entry.IsValid)
        {
            return Result.Refused<Slot>(HypercallError.Exists);
        }

        var missing = GuestTables.TablesMissing(slot);
        return missing == 0 || (ulong)missing <= await cpu.Load(core.Map.Vm(vm.Index).Spares)
            ? Result.Of(slot)
            : Result.Refused<Slot>(HypercallError.NoMemory);
    }

    /// <summary>Puts the page there.</summary>
    public async Step Commit(Cpu cpu, MemoryTarget target, Slot slot, LeafAttributes attributes)
    {
        while (GuestTables.TablesMissing(slot) > 0)
        {
            var table = await core.Pool.Pop(cpu, core.Map.Vm(target.Vm));
            slot = await core.Guests.Extend(cpu, slot, table, target.Ipa);
        }

        var leaf = Descriptor.Leaf(core.Map.Configuration.Guest, Level.Last, target.Page.Address, attributes);
        await TableWriter.Make(cpu, TableWriter.FoundBroken(cpu, slot), leaf);
    }
}
