using Interlock.Isolation.Symmetries;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Harness;

/// <summary>
/// What TLBs may hold and what is pending once names are exchanged, worked out once for each set and renaming. To every set of entries,
/// all partial walks of the host's upper tables are added.
/// </summary>
/// <remarks>
/// Why these may be added. A CPU that uses a VM's tables may have lost some of them, those to the entries of pages of which the host
/// was deprived meanwhile: then which are left names pages. But whether it holds them makes no difference. While the CPU's VTTBR
/// and all that it may still use are VMs', neither accesses nor walks use what is tagged with the host's VMID; when it becomes the
/// host's, the set is closed under the host's tables, in which they all are and always were, since upper tables never change; and a
/// write that would make a difference to one of them, or to whether a TLBI misses it, would be of an upper table. The property of
/// stale tables holds of them at all times.
/// </remarks>
[Stateless("Remembered answers, which follow from what was asked.")]
internal sealed class RenamedTlbs
{
    private readonly StageTwoTranslation translation;
    private readonly Exchange[] exchanges;
    private readonly Address[][] moved;
    private readonly TlbEntry[] upper;
    private readonly Memo<TlbSet> images = new();
    private readonly Memo<MaintenanceSet> pending = new();
    private readonly Memo<VttbrSet> earlier = new();

    /// <param name="setup">The engine.</param>
    /// <param name="exchanges">The renamings.</param>
    /// <param name="moved">By renaming and word, where it goes.</param>
    public RenamedTlbs(EngineSetup setup, Exchange[] exchanges, Address[][] moved)
    {
        (translation, this.exchanges, this.moved) = (setup.Translation, exchanges, moved);
        var boot = Enumerable.Range(0, setup.Map.Words).Select(word => setup.Map.AtBoot(new Address(word))).ToArray();
        upper = [.. translation.ReachableFrom(setup.Map.Host.Value, new Memory(boot)).Entries.ToArray()
            .Where(entry => entry.Form == TlbForm.Walk)];
    }

    /// <summary>What a CPU may hold, after a renaming.</summary>
    public ulong Held(int renaming, ulong number) => (images.TryGet(number, (ulong)renaming, 0, out var image)
        ? image
        : images.Add(number, (ulong)renaming, 0, HeldAnew(renaming, number))).Number;

    /// <summary>What is pending on a CPU, after a renaming.</summary>
    public ulong Maintenance(int renaming, ulong number) => number == 0 ? 0
        : (pending.TryGet(number, (ulong)renaming, 0, out var image)
            ? image
            : pending.Add(number, (ulong)renaming, 0, MaintenanceAnew(renaming, number))).Number;

    /// <summary>The tables that a CPU may still use, after a renaming.</summary>
    public ulong Earlier(int renaming, ulong number) => number == 0 ? 0
        : (earlier.TryGet(number, (ulong)renaming, 0, out var image)
            ? image
            : earlier.Add(number, (ulong)renaming, 0, EarlierAnew(renaming, number))).Number;

    /// <summary>What orders sets of entries, by their content.</summary>
    public ulong KeyOfHeld(ulong number) => translation.HeldBy(number).Content;

    /// <summary>What orders sets of maintenance, by their content.</summary>
    public ulong KeyOfMaintenance(ulong number) => translation.PendingBy(number).Content;

    /// <summary>What orders sets of VTTBRs, by their content.</summary>
    public ulong KeyOfEarlier(ulong number) => translation.EarlierBy(number).Content;

    private TlbSet HeldAnew(int renaming, ulong number) => translation.SetOf(
        translation.HeldBy(number).Entries.ToArray().Select(entry => Renamed(renaming, entry)).Concat(upper));

    private MaintenanceSet MaintenanceAnew(int renaming, ulong number) =>
        translation.SetOf(translation.PendingBy(number).Items.Select(item => Renamed(renaming, item)));

    private VttbrSet EarlierAnew(int renaming, ulong number) =>
        translation.SetOf(translation.EarlierBy(number).Values.Select(exchanges[renaming].NamedVttbr));

    // The host's translations are of the page itself; a VM's IPA names nothing.
    private TlbEntry Renamed(int renaming, TlbEntry entry) => entry with
    {
        IpaPage = entry.Vmid == 0 && entry.Form != TlbForm.Walk ? exchanges[renaming].Page(entry.IpaPage) : entry.IpaPage,
        Descriptor = exchanges[renaming].Named(entry.Descriptor),
        Source = moved[renaming][entry.Source].Index,
    };

    private PendingMaintenance Renamed(int renaming, PendingMaintenance item)
    {
        var exchange = exchanges[renaming];
        return item with
        {
            Issued = item.Issued is { Vmid: 0, Kind: TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is } issued
                ? issued with { IpaPage = exchange.Page(issued.IpaPage) }
                : item.Issued,
            Word = item.Word < 0 ? item.Word : moved[renaming][item.Word].Index,
            Descriptor = item.Word < 0 ? 0 : exchange.Named(item.Descriptor),
            Writer = item.Issued is null ? exchange.Cpus[item.Writer] : item.Writer,
            Holder = item.Holder < 0 ? item.Holder : exchange.Cpus[item.Holder],
        };
    }
}
