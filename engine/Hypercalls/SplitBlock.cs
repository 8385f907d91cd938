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
/// The host has a block of a VM's tree replaced by a table with the same translations. Locks: the host's, by which no rollover changes
/// the VMID meanwhile; the VM's.
/// </summary>
public class SplitBlock(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Splits a block. Refused: <see cref="HypercallError.InvalidArgument"/> for arguments out of range;
    /// <see cref="HypercallError.NotFound"/> if there is no such VM or no block there; <see cref="HypercallError.NoMemory"/> if it has
    /// no spare table.
    /// </summary>
    public async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa)
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
            await Commit(cpu, owner, slot.Value);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return slot.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(slot.Error);
    }

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    protected virtual async Step<Result<Slot>> Decode(Cpu cpu, Vm vm, Ipa ipa)
    {
        if (!vm.IsActive)
        {
            return Result.Refused<Slot>(HypercallError.NotFound);
        }

        var slot = await core.Guests.Find(cpu, vm.Root, ipa);
        if (slot.Entry.Kind != DescriptorKind.Block)
        {
            return Result.Refused<Slot>(HypercallError.NotFound);
        }

        return await cpu.Load(core.Map.Vm(vm.Index).Spares) != 0
            ? Result.Of(slot)
            : Result.Refused<Slot>(HypercallError.NoMemory);
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    /// <remarks>
    /// The table is complete before it is linked; between the break and the make the VM's accesses fault, and are retried.
    /// </remarks>
    protected virtual async Step Commit(Cpu cpu, Vm vm, Slot block)
    {
        var table = await Parts(cpu, vm.Index, block);
        var regime = await core.Vms.RegimeOf(cpu, vm);
        var broken = await core.Tables(core.Map.Host).BreakTable(cpu, block, regime);
        await TableWriter.Make(cpu, broken, Descriptor.Table(block.Entry.Level, table));
    }

    /// <summary>A spare table that says what a block says.</summary>
    protected async Step<PageIndex> Parts(Cpu cpu, VmIndex vm, Slot block)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var table = await core.Pool.Pop(cpu, core.Map.Vm(vm));
        var (geometry, below) = (core.Map.Configuration.Guest, block.Entry.Level.Next);
        for (var index = 0; index < core.Map.Configuration.Entries; index++)
        {
            var output = block.Entry.Output.Plus((ulong)index * geometry.Span(below));
            var part = Descriptor.Leaf(geometry, below, output, block.Entry.Attributes);
            await cpu.Store(core.Map.Word(table, new TableIndex(index)), part.Bits);
        }

        return table;
    }
}
