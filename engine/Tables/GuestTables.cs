using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Tables;

/// <summary>The table trees of VMs. The VM's lock must be held.</summary>
public sealed class GuestTables(MemoryMap map)
{
    private Geometry Geometry => map.Configuration.Guest;

    /// <summary>The attributes of guest memory.</summary>
    public static LeafAttributes Attributes(PageState state, bool writable) =>
        LeafAttributes.OwnedMemory with { State = state, Permissions = new Permissions(true, writable, writable) };

    /// <summary>Walks to the entry of an IPA that the tree can translate.</summary>
    public async Step<Slot> Find(Cpu cpu, PageIndex root, Ipa ipa)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var slot = await Read(cpu, root, Geometry.First, ipa);
        while (slot.Entry.Kind == DescriptorKind.Table)
        {
            slot = await Read(cpu, slot.Entry.Output.Page, slot.Entry.Level.Next, ipa);
        }

        return slot;
    }

    /// <summary>How many tables are missing below an entry before it can lead to a page.</summary>
    public static int TablesMissing(Slot slot) => Level.Last.Value - slot.Entry.Level.Value;

    /// <summary>
    /// Links a table below an invalid entry. Nothing of the table is visible before all of it is: its entries are zero already, and
    /// the link is written with release.
    /// </summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="slot">The entry; not at the last level.</param>
    /// <param name="table">A page of zeros without any other reference.</param>
    /// <param name="ipa">The address on whose way it lies.</param>
    /// <returns>The entry of the address in the new table.</returns>
    public async Step<Slot> Extend(Cpu cpu, Slot slot, PageIndex table, Ipa ipa)
    {
        var level = slot.Entry.Level;
        await TableWriter.Make(cpu, TableWriter.FoundBroken(cpu, slot), Descriptor.Table(level, table));
        return new Slot(Word(table, level.Next, ipa), Descriptor.Invalid(level.Next, OwnerId.Host));
    }

    /// <summary>The entry of a table, decoded.</summary>
    public async Step<Slot> Read(Cpu cpu, PageIndex table, Level level, Ipa ipa)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var word = Word(table, level, ipa);
        return new Slot(word, Descriptor.Decode(await cpu.Load(word), level, Geometry));
    }

    private Address Word(PageIndex table, Level level, Ipa ipa) => map.Word(table, Geometry.IndexOf(ipa, level));
}
