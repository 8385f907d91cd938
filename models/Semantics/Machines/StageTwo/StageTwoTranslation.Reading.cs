using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.StageTwo;

// What predicates, monitors and symmetries read of a state.
public partial class StageTwoTranslation
{
    /// <summary>What a vCPU's VTTBR_EL2 holds: what was written last, whether walks can rely on it yet or not.</summary>
    /// <param name="memory">A state of a program on this machine.</param>
    /// <param name="vcpu">The vCPU.</param>
    public static ulong Vttbr(Memory memory, int vcpu) => memory.Own(Own(vcpu, VttbrWord));

    /// <summary>What a vCPU's VTTBR_EL2 held before, that its walks and TLBIs may still use until its next ISB.</summary>
    /// <param name="memory">A state of a program on this machine.</param>
    /// <param name="vcpu">The vCPU.</param>
    public ReadOnlySpan<ulong> EarlierVttbrs(Memory memory, int vcpu) => vttbrs[memory.Own(Own(vcpu, EarlierWord))].Values;

    /// <summary>What a vCPU may hold.</summary>
    /// <param name="memory">A state of a program on this machine.</param>
    /// <param name="vcpu">The vCPU.</param>
    public TlbSet Held(Memory memory, int vcpu) => walker[memory.Own(Own(vcpu, TlbWord))];

    /// <inheritdoc/>
    public override IReadOnlyList<Address> TranslatedBy(Memory before, int vcpu, in GuestAccess access)
    {
        var (ipaPage, held) = (PageLayout.PageOf(access.Ipa), Held(before, vcpu));
        if (access.Fault == GuestFault.Translation)
        {
            return ReachOf(held, access.Vttbr, ipaPage).Faulting(before);
        }

        var (vmid, words) = (Walker.VmidOf(access.Vttbr), new SortedSet<int>());
        foreach (ref readonly var entry in held.Entries)
        {
            // Of a permission fault nobody says which of the descriptors refused; all that translate the page may have.
            if (entry.Form != TlbForm.Walk && entry.Vmid == vmid && (access.IsFault || entry.Descriptor == access.Descriptor)
                && entry.IpaPage <= ipaPage && ipaPage - entry.IpaPage < layout.Span(vmid, entry.Level))
            {
                words.Add(entry.Source);
            }
        }

        return [.. words.Select(word => new Address(word))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Cached(Memory before, Memory after, int vcpu) =>
    [
        .. Held(after, vcpu).Entries.ToArray().Except(Held(before, vcpu).Entries.ToArray())
            .Select(entry => entry.Source).Distinct().Order().Select(word => new Address(word)),
    ];

    /// <summary>What a vCPU may hold, by the number that stands for it in a state.</summary>
    internal TlbSet HeldBy(ulong number) => walker[number];

    /// <summary>The set of these entries.</summary>
    internal TlbSet SetOf(IEnumerable<TlbEntry> entries) => walker.SetOf(entries);

    /// <summary>What a vCPU's barriers have not made certain, by the number that stands for it in a state.</summary>
    internal MaintenanceSet PendingBy(ulong number) => maintenances[number];

    /// <summary>The set of these.</summary>
    internal MaintenanceSet SetOf(IEnumerable<PendingMaintenance> pending) => maintenances.SetOf(pending);

    /// <summary>Values that VTTBR_EL2 held before, by the number that stands for them in a state.</summary>
    internal VttbrSet EarlierBy(ulong number) => vttbrs[number];

    /// <summary>The set of these.</summary>
    internal VttbrSet SetOf(IEnumerable<ulong> earlier) => vttbrs.Of(earlier);

    /// <summary>All that walks of some tables can meet.</summary>
    internal TlbSet ReachableFrom(ulong vttbr, Memory memory) => walker.Close(walker.SetOf([]), vttbr, memory);

    /// <summary>Where a vCPU's words are, among the machine's own.</summary>
    internal static (int Tlb, int Vttbr, int Maintenance, int Earlier) OwnWordsOf(int vcpu) =>
        (Own(vcpu, TlbWord), Own(vcpu, VttbrWord), Own(vcpu, MaintenanceWord), Own(vcpu, EarlierWord));

    /// <summary>Whether a vCPU's walker can come to a word: it is in a table under its VTTBR, or in one that it has cached.</summary>
    /// <param name="memory">A state of a program on this machine.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="word">The word.</param>
    public bool IsInReach(Memory memory, int vcpu, Address word)
    {
        var page = layout.PageAround(word);
        return Held(memory, vcpu).LinksTo(page) || IsRoot(Vttbr(memory, vcpu), page)
            || vttbrs[memory.Own(Own(vcpu, EarlierWord))].HasRoot(page);
    }
}
