using System.Collections.Immutable;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>
/// What <c>StageTwoTranslation</c> does, written out with sets and queries, nothing remembered: slow, and plain enough to be
/// read beside the Arm ARM. The two must have the same states and the same steps.
/// </summary>
internal sealed class PlainStageTwoTranslation(PageLayout layout, bool ets = false) : Translation
{
    // Own words: four a vCPU.
    private const int Tlb = 0;
    private const int Vttbr = 1;
    private const int Maintenance = 2;
    private const int Earlier = 3;
    private const int PerVcpu = 4;

    private readonly PageLayout layout = layout;
    private readonly bool ets = ets;
    private readonly PlainWalker walker = new(layout);
    private readonly PlainInterned<TlbEntry> tlbs = new();
    private readonly PlainInterned<PendingMaintenance> maintenances = new();
    private readonly PlainInterned<ulong> vttbrs = new();

    /// <inheritdoc/>
    public override string Name => ets ? "+stage2+ets" : "+stage2";

    /// <inheritdoc/>
    public override int OwnWords(int vcpus) => PerVcpu * vcpus;

    /// <inheritdoc/>
    public override bool Outcomes(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        switch (turn.Operation.Kind)
        {
            case OperationKind.Tlbi:
                Take(turn, Issue);
                break;
            case OperationKind.Dsb:
                Take(turn, Synchronize);
                break;
            case OperationKind.Isb:
                Take(turn, SynchronizeContext);
                break;
            case OperationKind.WriteVttbr:
                Take(turn, turn => Switch(turn, turn.Operation.Operand));
                break;
            case OperationKind.GuestLoad or OperationKind.GuestStore or OperationKind.GuestFetch:
                foreach (var vttbr in Candidates(turn.Vcpu, turn.ReadOwn))
                {
                    Access(turn, vttbr);
                }

                break;
            default:
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own, int vcpus)
    {
        var values = new List<NamedValue>();
        for (var vcpu = 0; vcpu < vcpus; vcpu++)
        {
            var held = tlbs[own[Own(vcpu, Tlb)]];
            values.Add(new NamedValue($"vttbr{vcpu}", string.Join(
                " or ", vttbrs[own[Own(vcpu, Earlier)]].Prepend(own[Own(vcpu, Vttbr)]).Select(value => $"0x{value:x}"))));
            values.Add(new NamedValue($"tlb{vcpu}", held.Count == 0 ? "-" : string.Join(" ", StageTwoText.Texts([.. held]))));
        }

        return values;
    }

    /// <inheritdoc/>
    public override bool Walks(Address word) => word.Index < layout.Pages * layout.Entries;

    /// <inheritdoc/>
    public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met) => [];

    /// <inheritdoc/>
    public override void OnWrite(Turn turn, Address address)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (address.Index >= layout.Pages * layout.Entries)
        {
            return; // no table can be there
        }

        var before = turn.Read(address);
        var cached = Enumerable.Range(0, turn.VcpuCount).Any(vcpu =>
            Held(turn, vcpu).Any(entry => entry.Source == address.Index && entry.Descriptor == before));
        if (cached && before != turn.ReadNow(address))
        {
            for (var vcpu = 0; vcpu < turn.VcpuCount; vcpu++)
            {
                Miss(turn, vcpu, address.Index, before);
            }
        }

        for (var vcpu = 0; vcpu < turn.VcpuCount; vcpu++)
        {
            Refill(turn, vcpu, Held(turn, vcpu));
        }
    }

    // No barrier stands between this write and the TLBIs that a vCPU has under way, nor between it and those to come; and
    // what a walk met after a TLBI had completed is not removed when its vCPU's context catches up with that TLBI.
    private void Miss(Turn turn, int vcpu, int word, ulong descriptor)
    {
        var pending = Pending(turn, vcpu);
        Set(turn, vcpu, pending
            .Union(pending.Where(item => item.Issued is not null)
                .Select(item => item with { Word = word, Descriptor = descriptor, Holder = -1, Vmid = 0 }))
            .Add(new PendingMaintenance(0, null, word, descriptor, turn.Vcpu)));
    }

    private static int Own(int vcpu, int word) => 2 + (vcpu * PerVcpu) + word;

    private static void Take(Turn turn, Action<Turn> effect)
    {
        turn.Begin();
        effect(turn);
        turn.Complete(0);
        turn.End();
    }

    private void Issue(Turn turn)
    {
        var issued = new Invalidation(
            (TlbiKind)turn.Operation.Expected,
            PageLayout.PageOf(turn.Operation.Operand),
            PlainWalker.VmidOf(turn.ReadOwn(Own(turn.Vcpu, Vttbr))));
        if (issued.IsOfVmid
            && Candidates(turn.Vcpu, turn.ReadOwn).Any(vttbr => PlainWalker.VmidOf(vttbr) != issued.Vmid))
        {
            return; // it may concern another VMID than the one that was written last
        }

        var pending = Pending(turn, turn.Vcpu);
        var unordered = pending.Where(item => item.Issued is null)
            .Select(item => new PendingMaintenance(0, issued, item.Word, item.Descriptor)).Distinct();
        var again = pending.Contains(new PendingMaintenance(0, issued, -1));

        // Ordered after an earlier write only by a DSB between them. Of the same TLBI twice, the better ordered counts.
        var missed = again ? unordered.Where(pending.Contains) : unordered;
        Set(turn, turn.Vcpu, [
            .. pending.Where(item => item.Issued != issued || item.Batch > 0),
            new PendingMaintenance(0, issued, -1),
            .. missed]);
    }

    private void Synchronize(Turn turn)
    {
        var kind = (DsbKind)turn.Operation.Operand;
        var pending = Pending(turn, turn.Vcpu);
        var completed = pending.Where(item => item is { Issued: not null, Batch: 0 }
            && (kind == DsbKind.Ish || (kind == DsbKind.Nsh && !item.Issued.Value.IsBroadcast))).ToList();
        for (var vcpu = 0; vcpu < turn.VcpuCount; vcpu++)
        {
            Invalidate(turn, vcpu, completed, vcpu == turn.Vcpu ? _ => ets : issued => issued.IsBroadcast);
        }

        // What this vCPU has written or seen is visible to all walkers now (DSB NSH says nothing of other vCPUs'); of its
        // own completed invalidations it may still not know (D8.14.5: a context synchronization event is needed).
        var rest = pending.Except(completed).Where(item => item.Issued is not null || kind == DsbKind.Nsh).ToList();
        Set(turn, turn.Vcpu, ets ? rest : Lagging(rest, completed));
        for (var other = 0; other < turn.VcpuCount && kind != DsbKind.Nsh; other++)
        {
            Set(turn, other, Pending(turn, other).Where(item => item.Issued is not null || item.Writer != turn.Vcpu));
        }
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

    private void SynchronizeContext(Turn turn)
    {
        var pending = Pending(turn, turn.Vcpu);
        var completed = pending.Where(item => item.Batch > 0).ToList();
        Invalidate(turn, turn.Vcpu, completed, _ => true);
        Set(turn, turn.Vcpu, pending.Except(completed));

        // TLBIs under way may have had their effect before the last walk of tables that are not used any more.
        var left = vttbrs[turn.ReadOwn(Own(turn.Vcpu, Earlier))].Select(PlainWalker.VmidOf).ToHashSet();
        for (var vcpu = 0; left.Count > 0 && vcpu < turn.VcpuCount; vcpu++)
        {
            var under = Pending(turn, vcpu);
            Set(turn, vcpu, under.Union(
                from item in under
                where item is { Issued: not null, Word: < 0 }
                    && (vcpu == turn.Vcpu || (item.Issued.Value.IsBroadcast && item.Batch == 0))
                from entry in MetAgain(turn, under, item)
                where left.Contains(entry.Vmid)
                select item with { Word = entry.Source, Descriptor = entry.Descriptor, Holder = turn.Vcpu, Vmid = entry.Vmid }));
        }

        turn.WriteOwn(Own(turn.Vcpu, Earlier), 0);
    }

    // What walks have met after a TLBI took its effect: all that they can come to without what it removed.
    private IEnumerable<TlbEntry> MetAgain(Turn turn, IEnumerable<PendingMaintenance> under, PendingMaintenance tlbi)
    {
        var missed = under.Where(other => other.Batch == tlbi.Batch && other.Issued == tlbi.Issued).ToList();
        return Closed(turn, turn.Vcpu, Without(Held(turn, turn.Vcpu), turn.Vcpu, tlbi, missed))
            .Where(entry => tlbi.Issued!.Value.Removes(entry, layout));
    }

    private ImmutableSortedSet<TlbEntry> Without(
        ImmutableSortedSet<TlbEntry> held, int vcpu, PendingMaintenance tlbi, List<PendingMaintenance> missed) =>
        held.Except(held.Where(entry => tlbi.Issued!.Value.Removes(entry, layout) && !missed.Exists(other =>
            (other.Word, other.Descriptor) == (entry.Source, entry.Descriptor)
            && (other.Holder < 0 || (other.Holder == vcpu && other.Vmid == entry.Vmid)))));

    private void Invalidate(Turn turn, int vcpu, List<PendingMaintenance> completed, Func<Invalidation, bool> reaches)
    {
        foreach (var item in completed.Where(item => item.Word < 0 && reaches(item.Issued!.Value)))
        {
            var missed = completed.Where(other => other.Batch == item.Batch && other.Issued == item.Issued).ToList();
            Refill(turn, vcpu, Without(Held(turn, vcpu), vcpu, item, missed));
        }
    }

    private void Switch(Turn turn, ulong vttbr)
    {
        var earlier = Candidates(turn.Vcpu, turn.ReadOwn).Where(candidate => candidate != vttbr);
        turn.WriteOwn(Own(turn.Vcpu, Earlier), vttbrs.NumberOf([.. earlier]));
        turn.WriteOwn(Own(turn.Vcpu, Vttbr), vttbr);
        Refill(turn, turn.Vcpu, Held(turn, turn.Vcpu));
    }

    private void Access(Turn turn, ulong vttbr)
    {
        var (ipa, kind) = (turn.Operation.Operand, turn.Operation.Kind);
        var access = kind == OperationKind.GuestStore ? GuestAccessKind.Store
            : kind == OperationKind.GuestLoad ? GuestAccessKind.Load : GuestAccessKind.Fetch;
        var (ipaPage, word) = (PageLayout.PageOf(ipa), (int)((ipa & 0xFFF) / sizeof(ulong)));
        var held = tlbs[turn.ReadOwn(Own(turn.Vcpu, Tlb))];
        var translations = walker.Translations(held, vttbr, ipaPage)
            .Where(translation => layout.Has(translation.Page) && word < layout.Entries).ToList();
        var reached = translations
            .Where(translation => HardwareDescriptor.Permits(translation.Descriptor, access))
            .Select(translation => layout.Word(translation.Page, word));
        foreach (var address in reached)
        {
            turn.Begin();
            if (kind == OperationKind.GuestStore)
            {
                turn.Write(address, turn.Operation.Expected);
                OnWrite(turn, address);
            }

            turn.Complete(kind == OperationKind.GuestLoad ? turn.Read(address) : 0);
            turn.End();
        }

        if (translations.Any(translation => !HardwareDescriptor.Permits(translation.Descriptor, access)))
        {
            Fault(turn, GuestFault.Permission);
        }

        if (walker.MayFault(held, vttbr, ipaPage, turn.Read) || word >= layout.Entries)
        {
            Fault(turn, GuestFault.Translation);
        }
    }

    private static void Fault(Turn turn, ulong fault)
    {
        turn.Begin();
        turn.Complete(fault);
        turn.End();
    }

    private ImmutableSortedSet<TlbEntry> Held(Turn turn, int vcpu) => tlbs[turn.ReadOwnNow(Own(vcpu, Tlb))];

    private ImmutableSortedSet<PendingMaintenance> Pending(Turn turn, int vcpu) =>
        maintenances[turn.ReadOwnNow(Own(vcpu, Maintenance))];

    // What walks and TLBIs may take for the VTTBR: the one that was written last, and those before it since the last ISB.
    private List<ulong> Candidates(int vcpu, Func<int, ulong> readOwn) =>
        [readOwn(Own(vcpu, Vttbr)), .. vttbrs[readOwn(Own(vcpu, Earlier))]];

    private void Refill(Turn turn, int vcpu, ImmutableSortedSet<TlbEntry> held) =>
        turn.WriteOwn(Own(vcpu, Tlb), tlbs.NumberOf(Closed(turn, vcpu, held)));

    private ImmutableSortedSet<TlbEntry> Closed(Turn turn, int vcpu, ImmutableSortedSet<TlbEntry> held)
    {
        for (var before = -1; before != held.Count;)
        {
            before = held.Count;
            foreach (var vttbr in Candidates(vcpu, turn.ReadOwnNow))
            {
                held = walker.Close(held, vttbr, turn.ReadNow);
            }
        }

        return held;
    }

    private void Set(Turn turn, int vcpu, IEnumerable<PendingMaintenance> pending) =>
        turn.WriteOwn(Own(vcpu, Maintenance), maintenances.NumberOf([.. pending]));
}
