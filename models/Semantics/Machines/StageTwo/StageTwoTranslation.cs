using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// Stage 2 translation. Per vCPU there is the exact set of translations that it may
/// hold: hardware caches any valid descriptor at any time and drops it at any time, so the set grows by itself and only
/// an invalidation that has reached the vCPU and completed shrinks it. Because a DSB also waits for accesses under way
/// (Arm ARM D8.14.5), an access by an old translation is possible exactly as long as the set holds it.
/// </summary>
/// <param name="layout">Physical memory and the shape of tables; its pages are the program's first words.</param>
/// <param name="ets">Whether FEAT_ETS2 lets a DSB make completed invalidations visible without a context synchronization.</param>
/// <param name="conflicts">What becomes of an access for which a vCPU may hold two translations.</param>
[Stateless("Remembered answers, which follow from what was asked.")]
public partial class StageTwoTranslation(PageLayout layout, bool ets = false, TlbConflicts conflicts = TlbConflicts.Violation)
    : Translation
{
    // Own words: four a vCPU. Between two steps, what a vCPU may hold is closed under all the
    // tables that its walker may use.
    private const int TlbWord = 0;
    private const int VttbrWord = 1;
    private const int MaintenanceWord = 2;
    private const int EarlierWord = 3;
    private const int PerVcpu = 4;

    private readonly PageLayout layout = layout;
    private readonly bool ets = ets;
    private readonly TlbConflicts conflicts = conflicts;
    private readonly Walker walker = new(layout);
    private readonly Maintenances maintenances = new(ets);
    private readonly Memo<Reach> reaches = new();
    private readonly Interned<ulong, VttbrSet> vttbrs = new((number, values) => new VttbrSet(number, values));
    private readonly Memo<VttbrSet> switches = new();

    /// <inheritdoc/>
    public override string Name => ets ? "+stage2+ets" : "+stage2";

    /// <summary>Physical memory and the shape of tables.</summary>
    public PageLayout Layout => layout;

    /// <inheritdoc/>
    public override int OwnWords(int vcpus) => PerVcpu * vcpus;

    /// <inheritdoc/>
    public override bool Walks(Address word) => word.Index < layout.Words;

    // A DSB ISHST, an ISB and a write of VTTBR_EL2 change what is this vCPU's own: its register, its translations, how far its
    // maintenance is. Of others' they touch what others can only use under the lock: a DSB, that this vCPU's writes are visible to
    // others' TLBIs. A write of VTTBR_EL2 also tells all TLBIs under way what it leaves behind, so there must be none.
    /// <inheritdoc/>
    public override bool IsLocalUnderLock(ReadOnlySpan<ulong> own, int vcpus, Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        if (operation is not ({ Kind: OperationKind.Isb or OperationKind.WriteVttbr }
            or { Kind: OperationKind.Dsb, Operand: (ulong)DsbKind.Ishst }))
        {
            return false;
        }

        for (var vcpu = 0; vcpu < vcpus; vcpu++)
        {
            if (maintenances[own[Own(vcpu, MaintenanceWord)]].HasUnderWay)
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Outcomes(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        switch (turn.Operation.Kind)
        {
            case OperationKind.Tlbi:
                turn.Begin();
                Issue(turn);
                OnMaintenance(turn);
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.Dsb:
                turn.Begin();
                Synchronize(turn, (DsbKind)turn.Operation.Operand);
                OnMaintenance(turn);
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.Isb:
                turn.Begin();
                SynchronizeContext(turn);
                OnMaintenance(turn);
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.WriteVttbr:
                turn.Begin();
                Switch(turn, turn.Operation.Operand);
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.GuestLoad:
                AccessByAny(turn, GuestAccessKind.Load);
                break;
            case OperationKind.GuestStore:
                AccessByAny(turn, GuestAccessKind.Store);
                break;
            case OperationKind.GuestFetch:
                AccessByAny(turn, GuestAccessKind.Fetch);
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
            values.AddRange(StageTwoText.Of(
                vcpu, own[Own(vcpu, VttbrWord)], vttbrs[own[Own(vcpu, EarlierWord)]], walker[own[Own(vcpu, TlbWord)]]));
        }

        return values;
    }

    /// <inheritdoc/>
    public override void OnWrite(Turn turn, Address address)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var before = HardwareDescriptor.Meaning(turn.Read(address));
        var memory = turn.Now;
        if (address.Index >= layout.Words || before == HardwareDescriptor.Meaning(memory[address]))
        {
            return; // no table can be there, or nothing has changed for a walker
        }

        var isCached = false;
        for (var vcpu = 0; vcpu < turn.VcpuCount; vcpu++)
        {
            isCached |= Held(memory, vcpu).Holds(address, before);
        }

        for (var vcpu = 0; vcpu < turn.VcpuCount; vcpu++)
        {
            if (isCached)
            {
                Set(turn, vcpu, maintenances.Miss(Pending(memory, vcpu), address, before, turn.Vcpu));
            }

            var held = Held(memory, vcpu);
            var now = walker.Meet(held, Vttbr(memory, vcpu), address, memory);
            foreach (var earlier in EarlierVttbrs(memory, vcpu))
            {
                now = walker.Meet(now, earlier, address, memory);
            }

            Set(turn, vcpu, held, now);
        }
    }

    /// <summary>A guest's access has reached a word in the outcome that has been begun.</summary>
    protected virtual void OnGuestAccess(Turn turn, in GuestAccess access)
    {
    }

    /// <summary>A TLBI, a DSB or an ISB has had its effect in the outcome that has been begun.</summary>
    protected virtual void OnMaintenance(Turn turn)
    {
    }

    private static bool IsRoot(ulong vttbr, ulong page) => vttbr != 0 && PageLayout.PageOf(vttbr) == page;

    private static int Own(int vcpu, int word) => Waiting.Words + (vcpu * PerVcpu) + word;

    private void Issue(Turn turn)
    {
        var issued = new Invalidation(
            (TlbiKind)turn.Operation.Expected,
            PageLayout.PageOf(turn.Operation.Operand),
            Walker.VmidOf(Vttbr(turn.Now, turn.Vcpu)));
        foreach (var earlier in EarlierVttbrs(turn.Now, turn.Vcpu))
        {
            if (issued.IsOfVmid && Walker.VmidOf(earlier) != issued.Vmid)
            {
                return; // whose entries it removes is not sure, so it is sure to remove none
            }
        }

        Set(turn, turn.Vcpu, maintenances.Issue(Pending(turn.Now, turn.Vcpu), issued));
    }

    private void Synchronize(Turn turn, DsbKind kind)
    {
        var barrier = maintenances.Synchronize(Pending(turn.Now, turn.Vcpu), kind);
        Set(turn, turn.Vcpu, barrier.Left);
        for (var vcpu = 0; vcpu < turn.VcpuCount; vcpu++)
        {
            var isOwn = vcpu == turn.Vcpu;
            foreach (var removal in barrier.Completed)
            {
                if (isOwn ? ets : removal.Issued.IsBroadcast)
                {
                    Invalidate(turn, vcpu, removal);
                }
            }

            if (!isOwn && kind != DsbKind.Nsh)
            {
                Set(turn, vcpu, maintenances.SeeWritesOf(Pending(turn.Now, vcpu), turn.Vcpu));
            }
        }
    }

    private void SynchronizeContext(Turn turn)
    {
        var barrier = maintenances.SynchronizeContext(Pending(turn.Now, turn.Vcpu));
        Set(turn, turn.Vcpu, barrier.Left);
        foreach (var removal in barrier.Completed)
        {
            Invalidate(turn, turn.Vcpu, removal);
        }

        // Only now: between the DSB that completed an invalidation and this event, walks may have used the earlier tables.
        if (!EarlierVttbrs(turn.Now, turn.Vcpu).IsEmpty)
        {
            Abandon(turn);
        }

        turn.WriteOwn(Own(turn.Vcpu, EarlierWord), vttbrs.Empty.Number);
    }

    // A TLBI that is under way may have had its effect already: what walks have cached since stays when it completes. Of
    // descriptors that were overwritten since, the maintenance knows; the others are still in memory.
    private void Abandon(Turn turn)
    {
        var memory = turn.Now;
        for (var vcpu = 0; vcpu < turn.VcpuCount; vcpu++)
        {
            var pending = Pending(memory, vcpu);
            foreach (var removal in maintenances.UnderWay(pending, vcpu == turn.Vcpu))
            {
                var again = Close(turn.Vcpu, walker.Without(Held(memory, turn.Vcpu), removal, turn.Vcpu), memory);
                foreach (ref readonly var entry in again.Entries)
                {
                    if (removal.Issued.Removes(entry, layout) && IsOfEarlier(memory, turn.Vcpu, entry))
                    {
                        pending = maintenances.Keep(pending, removal, entry, turn.Vcpu, vcpu == turn.Vcpu);
                    }
                }
            }

            Set(turn, vcpu, pending);
        }
    }

    private bool IsOfEarlier(Memory memory, int vcpu, TlbEntry entry) =>
        vttbrs[memory.Own(Own(vcpu, EarlierWord))].HasVmid(entry.Vmid);

    private TlbSet Close(int vcpu, TlbSet held, Memory memory)
    {
        var closed = walker.Close(held, Vttbr(memory, vcpu), memory);
        foreach (var earlier in EarlierVttbrs(memory, vcpu))
        {
            closed = walker.Close(closed, earlier, memory);
        }

        return closed;
    }

    private void Invalidate(Turn turn, int vcpu, Removal removal)
    {
        var memory = turn.Now;
        var held = Held(memory, vcpu);
        var left = walker.Without(held, removal, vcpu);
        if (left != held)
        {
            Set(turn, vcpu, held, Close(vcpu, left, memory));
        }
    }

    private void Switch(Turn turn, ulong vttbr)
    {
        var before = vttbrs[turn.ReadOwn(Own(turn.Vcpu, EarlierWord))];
        var current = Vttbr(turn.Before, turn.Vcpu);
        if (!switches.TryGet(before.Number, current, vttbr, out var earlier))
        {
            earlier = switches.Add(before.Number, current, vttbr, EarlierAfter(before, current, vttbr));
        }

        turn.WriteOwn(Own(turn.Vcpu, EarlierWord), earlier.Number);
        turn.WriteOwn(Own(turn.Vcpu, VttbrWord), vttbr);
        var held = Held(turn.Now, turn.Vcpu);
        Set(turn, turn.Vcpu, held, walker.Close(held, vttbr, turn.Now));
    }

    private VttbrSet EarlierAfter(VttbrSet before, ulong current, ulong vttbr) =>
        vttbrs.Of(before.Values.Append(current).Where(earlier => earlier != vttbr));

    private void AccessByAny(Turn turn, GuestAccessKind kind)
    {
        Access(turn, kind, Vttbr(turn.Before, turn.Vcpu));
        foreach (var earlier in EarlierVttbrs(turn.Before, turn.Vcpu))
        {
            Access(turn, kind, earlier);
        }
    }

    private void Access(Turn turn, GuestAccessKind kind, ulong vttbr)
    {
        var ipa = turn.Operation.Operand;
        var (ipaPage, word) = (PageLayout.PageOf(ipa), (int)((ipa & 0xFFF) / sizeof(ulong)));
        var reach = ReachOf(Held(turn.Before, turn.Vcpu), vttbr, ipaPage);
        var isInPage = word < layout.Entries;
        var isRefused = false;
        foreach (var (page, descriptor) in isInPage ? reach.Translations : [])
        {
            if (HardwareDescriptor.Permits(descriptor, kind))
            {
                Perform(turn, new GuestAccess(kind, ipa, vttbr, layout.Word(page, word), descriptor, 0));
            }
            else
            {
                isRefused = true;
            }
        }

        if (isRefused)
        {
            Fault(turn, new GuestAccess(kind, ipa, vttbr, default, 0, GuestFault.Permission));
        }

        if (!isInPage || reach.MayFault(turn.Before))
        {
            TryConflict(turn, reach);
            Fault(turn, new GuestAccess(kind, ipa, vttbr, default, 0, GuestFault.Translation));
        }

        if (reach.Conflicts.Length > 0 && conflicts != TlbConflicts.Ignored)
        {
            Conflict(turn, kind, vttbr, reach);
        }
    }

    private void Perform(Turn turn, in GuestAccess access)
    {
        turn.Begin();
        turn.Reach(access.Word);
        if (access.Kind == GuestAccessKind.Store)
        {
            turn.Write(access.Word, turn.Operation.Expected);
            OnWrite(turn, access.Word);
        }

        OnGuestAccess(turn, access);
        turn.Show(access);
        turn.Complete(access.Kind == GuestAccessKind.Load ? turn.Read(access.Word) : 0);
        turn.End();
    }

    private static void Fault(Turn turn, in GuestAccess access)
    {
        turn.Begin();
        turn.Show(access);
        turn.Complete(access.Fault);
        turn.End();
    }

    private Reach ReachOf(TlbSet held, ulong vttbr, ulong ipaPage) =>
        reaches.TryGet(held.Number, vttbr, ipaPage, out var reach)
            ? reach
            : reaches.Add(held.Number, vttbr, ipaPage, new Reach(layout, held, vttbr, ipaPage));

    private MaintenanceSet Pending(Memory memory, int vcpu) => maintenances[memory.Own(Own(vcpu, MaintenanceWord))];

    private static void Set(Turn turn, int vcpu, MaintenanceSet pending) =>
        turn.WriteOwn(Own(vcpu, MaintenanceWord), pending.Number);

    private static void Set(Turn turn, int vcpu, TlbSet before, TlbSet now)
    {
        if (before != now)
        {
            turn.WriteOwn(Own(vcpu, TlbWord), now.Number);
        }
    }
}
