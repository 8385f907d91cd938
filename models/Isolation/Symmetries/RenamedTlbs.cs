using Interlock.Models.Machines.StageTwo;
using Interlock.Models.Programs;
using Interlock.Sync;

namespace Interlock.Models.Isolation.Symmetries;

/// <summary>
/// What TLBs may hold once names are exchanged, worked out once for each set and renaming. To every set, all partial walks of the host's
/// upper tables are added.
/// </summary>
/// <remarks>
/// Why these may be added. A CPU in a guest may have lost some of them, those to the entries of pages of which the host was deprived
/// meanwhile: then which are left names pages. But whether it holds them makes no difference. While the CPU's VTTBR is a
/// guest's, neither accesses nor walks use what is tagged with the host's VMID; when it becomes the host's, the set is closed under the
/// host's tables, in which they all are and always were, since upper tables never change; and a write that would make a difference to
/// one of them, or to whether a TLBI misses it, would be of an upper table. The property of stale tables holds of them at all times.
/// </remarks>
internal sealed class RenamedTlbs
{
    private readonly StageTwoMachine machine;
    private readonly Exchange[] exchanges;
    private readonly Address[][] moved;
    private readonly TlbEntry[] upper;
    private readonly Memo<TlbSet> images = new();

    /// <param name="setup">The engine.</param>
    /// <param name="exchanges">The renamings.</param>
    /// <param name="moved">By renaming and word, where it goes.</param>
    public RenamedTlbs(EngineSetup setup, Exchange[] exchanges, Address[][] moved)
    {
        (machine, this.exchanges, this.moved) = (setup.Machine, exchanges, moved);
        var boot = Enumerable.Range(0, setup.Map.Words).Select(word => setup.Map.AtBoot(new Address(word))).ToArray();
        upper = [.. machine.ReachableFrom(setup.Map.Host.Value, new Memory(boot)).Entries.ToArray()
            .Where(entry => entry.Form == TlbForm.Walk)];
    }

    /// <summary>The number of a set after a renaming.</summary>
    public ulong Image(int renaming, ulong number) => (images.TryGet(number, (ulong)renaming, 0, out var image)
        ? image
        : images.Add(number, (ulong)renaming, 0, Renamed(renaming, number))).Number;

    /// <summary>What orders sets, by their content.</summary>
    public ulong Key(ulong number) => machine.HeldBy(number).Content;

    private TlbSet Renamed(int renaming, ulong number) => machine.SetOf(
        machine.HeldBy(number).Entries.ToArray().Select(entry => Renamed(renaming, entry)).Concat(upper));

    // The host's translations are of the page itself; a VM's IPA names nothing.
    private TlbEntry Renamed(int renaming, TlbEntry entry) => entry with
    {
        IpaPage = entry.Vmid == 0 && entry.Form != TlbForm.Walk ? exchanges[renaming].Page(entry.IpaPage) : entry.IpaPage,
        Descriptor = exchanges[renaming].Named(entry.Descriptor),
        Source = moved[renaming][entry.Source].Index,
    };
}
