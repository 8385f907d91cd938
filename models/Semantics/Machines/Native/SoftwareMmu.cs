using System.Threading;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Interlock.Sync;
using Interlock.Sync.Native;

namespace Interlock.Semantics.Machines.Native;

/// <summary>
/// Stage 2 translation for real threads: per vCPU a small TLB that is filled by walks of memory, and TLBIs that are
/// really late. It does, at random, what the explored machine (<see cref="StageTwoTranslation"/>) does in every possible
/// way: a missing TLBI or DSB shows itself as an access through a stale entry.
/// </summary>
public sealed class SoftwareMmu : INativeTranslation
{
    private const int Capacity = 64;
    private const int Always = 256;
    private const int MostOverwritten = 32;
    private const int MostUnderWay = 64;
    private const ulong RememberedPages = 32;
    private const ulong LongestSpin = 500;

    private readonly NativeMachine machine;
    private readonly PageLayout layout;
    private readonly bool ets;
    private readonly MmuOdds odds;
    private readonly SoftwareWalker walker;
    private readonly VcpuTranslation[] vcpus;
    private readonly ulong[] recentPages = new ulong[RememberedPages]; // what speculation may be about: any value will do

    /// <summary>Translation for all vCPUs of a machine.</summary>
    /// <param name="machine">Whose memory is walked and accessed.</param>
    /// <param name="layout">Physical memory and the shape of tables; its pages are the machine's first words.</param>
    /// <param name="ets">Whether FEAT_ETS2 lets a DSB make completed invalidations visible without a context synchronization.</param>
    /// <param name="seed">What the hardware chooses where it is free.</param>
    /// <param name="odds">How often it does what; null for what finds most.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 64 vCPUs.</exception>
    public SoftwareMmu(NativeMachine machine, PageLayout layout, bool ets = false, ulong seed = 1, MmuOdds? odds = null)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(machine.Vcpus, 64, nameof(machine));
        this.machine = machine;
        this.layout = layout;
        this.ets = ets;
        this.odds = odds ?? new MmuOdds();
        walker = new SoftwareWalker(machine, layout, this.odds);
        vcpus = [.. Enumerable.Range(0, machine.Vcpus).Select(vcpu => new VcpuTranslation(vcpu, Capacity, seed))];
    }

    /// <inheritdoc/>
    public void WriteVttbr(int vcpu, ulong vttbr)
    {
        var own = vcpus[vcpu];
        own.WrittenVttbr = vttbr;
        Settle(own);
        Speculate(own);
    }

    /// <inheritdoc/>
    public void Overwritten(int vcpu, Address address, ulong before, ulong after)
    {
        var own = vcpus[vcpu];
        if (before != after && HardwareDescriptor.IsValid(before) && own.Overwritten.Count < MostOverwritten
            && address.Index < layout.Pages * layout.Entries)
        {
            own.Overwritten.Add((address.Index, before));
        }
    }

    /// <inheritdoc/>
    public void Tlbi(int vcpu, TlbiKind kind, ulong ipa)
    {
        var own = vcpus[vcpu];
        Settle(own);

        // Only a DSB orders a TLBI after earlier stores (Arm ARM D8.14.5), so here it may come before them.
        IReadOnlyList<(int, ulong)> missed =
            own.Overwritten.Count > 0 && own.Choices.Happens(odds.Reorder) ? [.. own.Overwritten] : [];
        var posted = new PostedInvalidation(
            new Invalidation(kind, PageLayout.PageOf(ipa), SoftwareWalker.VmidOf(own.Vttbr)), missed);
        own.Posted.Add(posted);
        Deliver(posted, vcpu, odds.EarlyTlbi);
        if (own.Posted.Count > MostUnderWay)
        {
            CatchUp(own);
            Deliver(own.Posted[0], vcpu, odds: Always);
            own.Posted.RemoveAt(0);
        }
    }

    /// <inheritdoc/>
    public void Dsb(int vcpu, DsbKind kind)
    {
        var own = vcpus[vcpu];
        Speculate(own);
        if (kind != DsbKind.Nsh)
        {
            own.Overwritten.Clear();
        }

        if (kind == DsbKind.Ishst || own.Posted.Count == 0)
        {
            return;
        }

        // Nothing orders the TLBIs between two DSBs among themselves: they arrive in the order that removes least.
        var completed = own.Posted.Where(posted => kind == DsbKind.Ish || !posted.Issued.IsBroadcast)
            .OrderBy(posted => posted.Issued).ToList();
        own.Posted.RemoveAll(completed.Contains);
        foreach (var posted in completed)
        {
            // What a vCPU has invalidated it may itself go on using until its context is synchronized (D8.14.5).
            if (own.Lagging.Count == MostUnderWay)
            {
                CatchUp(own);
            }

            if (!ets && posted.Concerns(vcpu, vcpu) && (own.Lagging.Count > 0 || own.Choices.Happens(odds.LateContext)))
            {
                own.Lagging.Add(posted);
                posted.Arrived |= 1UL << vcpu;
            }

            Deliver(posted, vcpu, odds: Always);
        }
    }

    /// <inheritdoc/>
    public void Isb(int vcpu)
    {
        var own = vcpus[vcpu];
        Switch(own);
        CatchUp(own);
        Speculate(own);
    }

    /// <inheritdoc/>
    public ulong GuestLoad(int vcpu, ulong ipa) => Access(vcpu, OperationKind.GuestLoad, ipa, 0);

    /// <inheritdoc/>
    public ulong GuestStore(int vcpu, ulong ipa, ulong value) => Access(vcpu, OperationKind.GuestStore, ipa, value);

    /// <inheritdoc/>
    public ulong GuestFetch(int vcpu, ulong ipa) => Access(vcpu, OperationKind.GuestFetch, ipa, 0);

    // The lock is held from the translation to the end of the access: a DSB that has delivered its TLBI here has waited
    // for every access through what the TLBI removed.
    private ulong Access(int vcpu, OperationKind kind, ulong ipa, ulong value)
    {
        var own = vcpus[vcpu];
        Settle(own);
        Speculate(own);
        var (ipaPage, word) = (PageLayout.PageOf(ipa), (int)((ipa & 0xFFF) / sizeof(ulong)));
        if (own.Choices.Happens(odds.Speculate))
        {
            Volatile.Write(ref recentPages[own.Choices.Below(RememberedPages)], ipaPage);
        }

        own.Enter();
        try
        {
            return word >= layout.Entries || !Translate(own, ipaPage, out var leaf)
                ? GuestFault.Translation
                : Reach(own, kind, leaf, ipaPage, word, value);
        }
        finally
        {
            own.Leave();
        }
    }

    private bool Translate(VcpuTranslation own, ulong ipaPage, out CachedDescriptor leaf) =>
        (own.Choices.Happens(odds.UseCached)
            && own.Tlb.Find(SoftwareWalker.VmidOf(own.Vttbr), ipaPage, tables: false, own.Choices, out leaf))
        || walker.Walk(own, ipaPage, out leaf);

    private ulong Reach(
        VcpuTranslation own, OperationKind kind, in CachedDescriptor leaf, ulong ipaPage, int word, ulong value)
    {
        if (own.Choices.Happens(odds.Linger))
        {
            Thread.SpinWait((int)own.Choices.Below(LongestSpin));
        }

        var page = leaf.PageFor(ipaPage);
        if (!layout.Has(page))
        {
            throw new InvalidOperationException($"A guest reached page {page}, where there is no memory, at IPA page {ipaPage}.");
        }

        var access = kind switch
        {
            OperationKind.GuestLoad => GuestAccessKind.Load,
            OperationKind.GuestStore => GuestAccessKind.Store,
            _ => GuestAccessKind.Fetch,
        };
        if (!HardwareDescriptor.Permits(leaf.Descriptor, access))
        {
            return GuestFault.Permission;
        }

        switch (kind)
        {
            case OperationKind.GuestLoad:
                return machine.Peek(layout.Word(page, word));
            case OperationKind.GuestStore:
                machine.Poke(layout.Word(page, word), value);
                return 0;
            default:
                return 0;
        }
    }

    // In the order of the DSBs. A TLBI of combined translations that came before one of stage 2, which a DSB has put before it, would
    // leave what is combined anew in between.
    private void CatchUp(VcpuTranslation own)
    {
        foreach (var posted in own.Lagging)
        {
            Deliver(posted, own, own.Choices);
        }

        own.Lagging.Clear();
    }

    // To each vCPU that it concerns and has not reached yet; on its own vCPU not before what waits there for a context synchronization.
    private void Deliver(PostedInvalidation posted, int issuer, int odds)
    {
        var own = vcpus[issuer];
        foreach (var target in vcpus)
        {
            if (posted.Concerns(target.Index, issuer) && (target != own || own.Lagging.Count == 0) && own.Choices.Happens(odds))
            {
                Deliver(posted, target, own.Choices);
            }
        }
    }

    private void Deliver(PostedInvalidation posted, VcpuTranslation target, SeededChoices choices)
    {
        target.EnterToInvalidate();
        target.Tlb.Remove(posted);
        target.Tlb.Combine(SoftwareWalker.VmidOf(target.Vttbr), odds.Cache, choices);
        target.Leave();
        posted.Arrived |= 1UL << target.Index;
    }

    // MSR VTTBR_EL2 takes effect at any time until the next context synchronization.
    private void Settle(VcpuTranslation own)
    {
        if (own.Vttbr != own.WrittenVttbr && !own.Choices.Happens(odds.LateContext))
        {
            Switch(own);
        }
    }

    // Under the lock: who invalidates here asks which guest runs.
    private static void Switch(VcpuTranslation own)
    {
        own.Enter();
        own.Vttbr = own.WrittenVttbr;
        own.Leave();
    }

    private void Speculate(VcpuTranslation own)
    {
        if (own.Vttbr == 0 || !own.Choices.Happens(odds.Speculate))
        {
            return;
        }

        var ipaPage = Volatile.Read(ref recentPages[own.Choices.Below(RememberedPages)]);
        own.Enter();
        walker.Walk(own, ipaPage, out _);
        own.Leave();
    }
}
