using Interlock.Sync;
using Interlock.Sync.Stepping;
using static Interlock.Semantics.Machines.StageTwo.MaintenanceSet;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// What instructions make of a vCPU's maintenance: worked out once for each set, and remembered. What is known is found
/// without allocating, so whatever closes over its arguments is in a method of its own.
/// </summary>
/// <param name="ets">Whether FEAT_ETS2 lets a DSB make completed invalidations visible without a context synchronization.</param>
[Stateless("Remembered answers, which follow from what was asked.")]
internal sealed class Maintenances(bool ets)
{
    private const int VmidShift = 16;
    private const int WordShift = 32;

    private readonly Interned<PendingMaintenance, MaintenanceSet> sets =
        new((number, items) => new MaintenanceSet(number, items));

    private readonly Interned<PendingMaintenance, Removal> removals = new((number, items) => new Removal(number, items));
    private readonly Memo<MaintenanceSet> issued = new();
    private readonly Memo<MaintenanceSet> missed = new();
    private readonly Memo<MaintenanceSet> seen = new();
    private readonly Memo<MaintenanceSet> kept = new();

    public MaintenanceSet this[ulong number] => sets[number];

    /// <summary>The set of these.</summary>
    public MaintenanceSet SetOf(IEnumerable<PendingMaintenance> pending) => sets.Of(pending);

    /// <summary>A TLBI is issued.</summary>
    public MaintenanceSet Issue(MaintenanceSet pending, Invalidation invalidation)
    {
        var kind = (uint)invalidation.Kind | (invalidation.Vmid << VmidShift);
        return issued.TryGet(pending.Number, kind, invalidation.IpaPage, out var after)
            ? after
            : issued.Add(pending.Number, kind, invalidation.IpaPage, IssueAnew(pending.Items, invalidation));
    }

    /// <summary>
    /// A descriptor that somebody has cached is overwritten. No barrier stands between this write and the TLBIs that a
    /// vCPU has under way, nor between it and those to come; and what a walk met after a TLBI had completed is not removed
    /// when its vCPU's context catches up with that TLBI.
    /// </summary>
    public MaintenanceSet Miss(MaintenanceSet pending, Address word, ulong descriptor, int writer)
    {
        var key = (uint)word.Index | ((ulong)(uint)writer << WordShift);
        return missed.TryGet(pending.Number, key, descriptor, out var after)
            ? after
            : missed.Add(pending.Number, key, descriptor, MissAnew(pending.Items, word, descriptor, writer));
    }

    /// <summary>
    /// A vCPU stops using tables by which it holds an entry: TLBIs under way that concern it may have had their effect before
    /// its last walk of them, and so miss the entry there.
    /// </summary>
    /// <param name="pending">The maintenance of a vCPU.</param>
    /// <param name="issued">One of the TLBIs in it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="holder">The vCPU that holds it.</param>
    /// <param name="isOwn">Whether the two are the same vCPU.</param>
    public MaintenanceSet Keep(MaintenanceSet pending, Removal issued, TlbEntry entry, int holder, bool isOwn)
    {
        // A VMID and a vCPU's index have 15 bits at most here; which sets they are takes the rest.
        var sets = pending.Number | (issued.Number << WordShift);
        var key = (uint)entry.Source | (entry.Vmid << WordShift) | ((ulong)(uint)holder << WordShift << VmidShift) | (isOwn ? 1UL << 63 : 0);
        return kept.TryGet(sets, key, entry.Descriptor, out var after)
            ? after
            : kept.Add(sets, key, entry.Descriptor, KeepAnew(pending, issued.Issued, entry, holder, isOwn));
    }

    /// <summary>The TLBIs of a vCPU that have not had their effect on a vCPU for certain, with what they may miss.</summary>
    /// <param name="pending">The maintenance of the one.</param>
    /// <param name="isOwn">Whether it is the other as well; if not, only what is broadcast and not complete concerns it.</param>
    public Removal[] UnderWay(MaintenanceSet pending, bool isOwn) =>
        !pending.HasIssued ? []
        : isOwn ? pending.OwnUnderWay ??= UnderWayAnew(pending, true)
        : pending.OthersUnderWay ??= UnderWayAnew(pending, false);

    /// <summary>Another vCPU's DSB has made all that it has written visible to all walkers.</summary>
    public MaintenanceSet SeeWritesOf(MaintenanceSet pending, int writer) => pending.Number == 0 ? pending
        : seen.TryGet(pending.Number, (ulong)writer, 0, out var after) ? after
        : seen.Add(pending.Number, (ulong)writer, 0, SeeWritesAnew(pending.Items, writer));

    /// <summary>The vCPU's own DSB.</summary>
    public Barrier Synchronize(MaintenanceSet pending, DsbKind kind)
    {
        ref var known = ref pending.Barriers[(int)Of(kind)];
        return known ??= SynchronizeAnew(pending.Items, kind);
    }

    /// <summary>A context synchronization event of the vCPU's own.</summary>
    public Barrier SynchronizeContext(MaintenanceSet pending)
    {
        ref var known = ref pending.Barriers[(int)BarrierKind.Context];
        return known ??= SynchronizeContextAnew(pending.Items);
    }

    private static BarrierKind Of(DsbKind kind) => kind switch
    {
        DsbKind.Ish => BarrierKind.Ish,
        DsbKind.Ishst => BarrierKind.Ishst,
        DsbKind.Nsh => BarrierKind.Nsh,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private MaintenanceSet IssueAnew(PendingMaintenance[] pending, Invalidation invalidation)
    {
        var unordered = pending.Where(item => item.Issued is null)
            .Select(item => new PendingMaintenance(0, invalidation, item.Word, item.Descriptor));
        var again = pending.Contains(new PendingMaintenance(0, invalidation, -1));

        // Ordered after an earlier write only by a DSB between them. Of the same TLBI twice, the better ordered counts.
        var missedByBoth = again ? unordered.Where(pending.Contains) : unordered;
        return sets.Of(
        [
            .. pending.Where(item => item.Issued != invalidation || item.Batch > 0),
            new PendingMaintenance(0, invalidation, -1),
            .. missedByBoth,
        ]);
    }

    private MaintenanceSet MissAnew(PendingMaintenance[] pending, Address word, ulong descriptor, int writer) =>
        sets.Of(
        [
            .. pending,
            .. pending.Where(item => item.Issued is not null)
                .Select(item => item with { Word = word.Index, Descriptor = descriptor, Holder = -1, Vmid = 0 }),
            new PendingMaintenance(0, null, word.Index, descriptor, writer),
        ]);

    private Removal[] UnderWayAnew(MaintenanceSet pending, bool isOwn) =>
        Removals([.. pending.Items.Where(item => Concerns(item, isOwn) || item.Word >= 0)]);

    private MaintenanceSet KeepAnew(MaintenanceSet pending, Invalidation issued, TlbEntry entry, int holder, bool isOwn) => sets.Of(
    [
        .. pending.Items,
        .. pending.Items.Where(item => item.Issued == issued && Concerns(item, isOwn)).Select(item => item with
        {
            Word = entry.Source, Descriptor = entry.Descriptor, Holder = holder, Vmid = entry.Vmid,
        }),
    ]);

    private static bool Concerns(PendingMaintenance item, bool isOwn) =>
        item is { Issued: not null, Word: < 0 } && (isOwn || (item.Issued.Value.IsBroadcast && item.Batch == 0));

    private MaintenanceSet SeeWritesAnew(PendingMaintenance[] pending, int writer) =>
        sets.Of(pending.Where(item => item.Issued is not null || item.Writer != writer));

    // What this vCPU has written or seen is visible to all walkers now (DSB NSH says nothing of other vCPUs'); of its own
    // completed invalidations it may still not know (D8.14.5: a context synchronization event is needed).
    private Barrier SynchronizeAnew(PendingMaintenance[] pending, DsbKind kind)
    {
        var completed = pending.Where(item => item is { Issued: not null, Batch: 0 }
            && (kind == DsbKind.Ish || (kind == DsbKind.Nsh && !item.Issued.Value.IsBroadcast))).ToList();
        var rest = pending.Except(completed).Where(item => item.Issued is not null || kind == DsbKind.Nsh).ToList();
        return new Barrier(sets.Of(ets ? rest : Lagging(rest, completed)), Removals(completed));
    }

    private Barrier SynchronizeContextAnew(PendingMaintenance[] pending)
    {
        var completed = pending.Where(item => item.Batch > 0).ToList();
        return new Barrier(sets.Of(pending.Except(completed)), Removals(completed));
    }

    // The same TLBI in an earlier batch says no more than in the later one: so there are finitely many batches.
    private static IEnumerable<PendingMaintenance> Lagging(
        List<PendingMaintenance> rest, List<PendingMaintenance> completed)
    {
        var kept = rest.Where(item => item.Batch == 0 || completed.All(newer => newer.Issued != item.Issued)).ToList();
        var ranks = kept.Select(item => item.Batch).Where(batch => batch > 0).Distinct().Order().ToList();
        return kept.Select(item => item with { Batch = ranks.IndexOf(item.Batch) + 1 })
            .Concat(completed.Select(item => item with { Batch = ranks.Count + 1 }));
    }

    private Removal[] Removals(List<PendingMaintenance> completed) =>
    [
        .. completed.Where(item => item.Word < 0).Select(item => removals.Of(completed
            .Where(other => other.Batch == item.Batch && other.Issued == item.Issued)
            .Select(other => other with { Batch = 0 }))),
    ];
}
