using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Ownership;

/// <summary>
/// The host's table tree: an identity map of what the host may reach, and the record of who owns the rest. Its upper levels never
/// change. The host's lock must be held.
/// </summary>
/// <param name="map">Where it is.</param>
/// <param name="tables">Writes its entries.</param>
public class HostTable(MemoryMap map, TableWriter tables)
{
    /// <summary>Where it is.</summary>
    protected MemoryMap Memory => map;

    /// <summary>The host's entry for a page.</summary>
    public async Step<HostPage> Read(Cpu cpu, PageIndex page)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        return new HostPage(Descriptor.Decode(await cpu.Load(map.HostEntry(page)), Level.Last, map.Configuration.Host));
    }

    /// <summary>Maps a page that the host cannot reach, or changes the state of one that it can.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="page">The page; the map is the identity.</param>
    /// <param name="before">The host's current entry for it.</param>
    /// <param name="state">In which state it has it from now on.</param>
    public virtual Step Map(Cpu cpu, PageIndex page, HostPage before, PageState state)
    {
        var slot = SlotOf(page, before);
        return before.IsMapped
            ? TableWriter.Mark(cpu, slot, state)
            : TableWriter.Make(cpu, TableWriter.FoundBroken(cpu, slot), Leaf(page, state));
    }

    /// <summary>Takes a page away from the host: when this returns, no CPU can reach it through the host's tree.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="page">The page.</param>
    /// <param name="before">The host's current entry for it.</param>
    /// <param name="owner">Whose it is from now on.</param>
    public virtual async Step GiveTo(Cpu cpu, PageIndex page, HostPage before, OwnerId owner)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        if (before.IsMapped)
        {
            var ipa = new Ipa(page.Address.Value);
            await tables.Break(cpu, SlotOf(page, before), owner, ipa, new Regime(map.Host, true));
        }
        else
        {
            await cpu.Store(map.HostEntry(page), Descriptor.Invalid(Level.Last, owner).Bits);
        }
    }

    /// <summary>Gives a page back to the host, which maps it when it touches it. Nobody else may reach it any more.</summary>
    public async Step TakeBack(Cpu cpu, PageIndex page)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(map.HostEntry(page), Descriptor.Invalid(Level.Last, OwnerId.Host).Bits);
    }

    private Slot SlotOf(PageIndex page, HostPage before) => new(map.HostEntry(page), before.Entry);

    private Descriptor Leaf(PageIndex page, PageState state) => Descriptor.Leaf(
        map.Configuration.Host, Level.Last, page.Address, LeafAttributes.OwnedMemory with { State = state });
}
