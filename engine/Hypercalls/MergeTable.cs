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
/// The host has a last-level table of a VM's tree replaced by a block with the same translations. Locks: the host's, by which no
/// rollover changes the VMID meanwhile; the VM's.
/// </summary>
public class MergeTable(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Merges a table, which becomes spare. Refused: <see cref="HypercallError.InvalidArgument"/> for arguments out of range, or if a
    /// block could not say the same; <see cref="HypercallError.NotFound"/> if there is no such VM or no last-level table there.
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
        var plan = owner.IsActive
            ? await Decode(cpu, owner, target.Value.Ipa)
            : Result.Refused<Plan>(HypercallError.NotFound);
        if (plan.IsOk)
        {
            await Commit(cpu, owner, plan.Value);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return plan.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(plan.Error);
    }

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    protected virtual async Step<Result<Plan>> Decode(Cpu cpu, Vm vm, Ipa ipa)
    {
        var geometry = core.Map.Configuration.Guest;
        var slot = await core.Guests.Read(cpu, vm.Root, geometry.First, ipa);
        while (slot.Entry.Kind == DescriptorKind.Table && !slot.Entry.Level.Next.IsLast)
        {
            slot = await core.Guests.Read(cpu, slot.Entry.Output.Page, slot.Entry.Level.Next, ipa);
        }

        if (slot.Entry.Kind != DescriptorKind.Table)
        {
            return Result.Refused<Plan>(HypercallError.NotFound);
        }

        // Every part must be what a block would make of it: the attributes and the state too, and no hole.
        var first = await ReadPage(cpu, slot, 0);
        if (!first.IsLeaf || !geometry.IsAligned(first.Output, slot.Entry.Level))
        {
            return Result.Refused<Plan>(HypercallError.InvalidArgument);
        }

        for (var index = 1; index < core.Map.Configuration.Entries; index++)
        {
            var output = first.Output.Plus((ulong)index * PageIndex.PageSize);
            if (await ReadPage(cpu, slot, index) != Descriptor.Leaf(geometry, Level.Last, output, first.Attributes))
            {
                return Result.Refused<Plan>(HypercallError.InvalidArgument);
            }
        }

        return Result.Of(new Plan(slot, Descriptor.Leaf(geometry, slot.Entry.Level, first.Output, first.Attributes)));
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    /// <remarks>The table may be cached as long as the entry that leads to it: it is cleared and spare only after the break.</remarks>
    protected virtual async Step Commit(Cpu cpu, Vm vm, Plan plan)
    {
        var regime = await core.Vms.RegimeOf(cpu, vm);
        var broken = await core.Tables(core.Map.Host).BreakTable(cpu, plan.Slot, regime);
        await TableWriter.Make(cpu, broken, plan.Block);
        await core.Scrub.Run(cpu, plan.Slot.Entry.Output.Page);
        await core.Pool.Push(cpu, core.Map.Vm(vm.Index), plan.Slot.Entry.Output.Page);
    }

    private async Step<Descriptor> ReadPage(Cpu cpu, Slot table, int index)
    {
        var word = core.Map.Word(table.Entry.Output.Page, new TableIndex(index));
        return Descriptor.Decode(await cpu.Load(word), Level.Last, core.Map.Configuration.Guest);
    }

    /// <summary>The plan of the call.</summary>
    /// <param name="Slot">The entry of the table.</param>
    /// <param name="Block">The block that replaces it.</param>
    protected readonly record struct Plan(Slot Slot, Descriptor Block);
}
