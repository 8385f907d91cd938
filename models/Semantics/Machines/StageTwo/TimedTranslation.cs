using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// Stage 2 translation, and on each vCPU a TLB and a cache of which an access can tell, by the time that it takes, whether
/// they had what it needs. What they hold follows from the accesses of guests; it makes no difference to what accesses answer. Each has
/// two sets of one entry: of the TLB, chosen by the IPA, and tagged with the VMID; of the cache, chosen by the physical page, of which
/// it holds the one line that anybody uses. The engine's own accesses leave no trace in them.
/// </summary>
/// <param name="layout">Physical memory and the shape of tables.</param>
/// <param name="ets">Whether FEAT_ETS2 is there.</param>
/// <param name="vcpus">How many vCPUs there are.</param>
public sealed class TimedTranslation(PageLayout layout, bool ets, int vcpus) : StageTwoTranslation(layout, ets)
{
    private const int Sets = 2;
    private const int BitsPerSet = 32;
    private const ulong SetMask = (1UL << BitsPerSet) - 1;

    // Own words behind those of the base: three a vCPU.
    private const int CacheWord = 0;
    private const int TlbWord = 1;
    private const int FlushWord = 2;
    private const int PerVcpu = 3;

    // How far an invalidation of the TLB is: it may not have had its effect before the context is synchronized after the DSB.
    private const ulong Issued = 1;
    private const ulong Completed = 2;
    private const ulong PageBytes = 4096;

    /// <inheritdoc/>
    public override string Name => $"{base.Name}+timed";

    /// <inheritdoc/>
    public override bool HasMovers => false;

    /// <inheritdoc/>
    public override int OwnWords(int vcpus) => base.OwnWords(vcpus) + (PerVcpu * vcpus);

    /// <summary>Whether an access by a vCPU finds the line of a physical page in the cache.</summary>
    public bool HasLine(Memory memory, int vcpu, ulong page) => Entry(memory.Own(Word(vcpu, CacheWord)), page) == LineOf(page);

    /// <summary>Whether an access by a vCPU finds a translation in the TLB.</summary>
    public bool HasTranslation(Memory memory, int vcpu, ulong ipaPage) =>
        Entry(memory.Own(Word(vcpu, TlbWord)), ipaPage) == TranslationOf(Vttbr(memory, vcpu) >> 48, ipaPage);

    /// <inheritdoc/>
    public override bool Outcomes(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        if (turn.Operation.Kind != OperationKind.FlushCaches)
        {
            return base.Outcomes(turn);
        }

        turn.Begin();
        turn.WriteOwn(Word(turn.Vcpu, CacheWord), 0);
        turn.Complete(0);
        turn.End();
        return true;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own, int vcpus)
    {
        var values = new List<NamedValue>(base.Describe(own, vcpus));
        for (var vcpu = 0; vcpu < vcpus; vcpu++)
        {
            values.Add(new NamedValue($"cache{vcpu}", Text(own[Word(vcpu, CacheWord)], "page", shift: 0)));
            values.Add(new NamedValue($"timed-tlb{vcpu}", Text(own[Word(vcpu, TlbWord)], "ipa-page", shift: 8)));
        }

        return values;
    }

    /// <inheritdoc/>
    protected override void OnGuestAccess(Turn turn, in GuestAccess access)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var (page, ipaPage) = (Layout.PageAround(access.Word), access.Ipa / PageBytes);
        Put(turn, CacheWord, page, LineOf(page));
        Put(turn, TlbWord, ipaPage, TranslationOf(access.Vttbr >> 48, ipaPage));
    }

    /// <inheritdoc/>
    protected override void OnMaintenance(Turn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var word = Word(turn.Vcpu, FlushWord);
        switch (turn.Operation.Kind)
        {
            case OperationKind.Tlbi when (TlbiKind)turn.Operation.Expected is TlbiKind.Alle1 or TlbiKind.Alle1is:
                turn.WriteOwn(word, Issued);
                break;
            case OperationKind.Dsb when turn.Operation.Operand != (ulong)DsbKind.Ishst && turn.ReadOwn(word) == Issued:
                turn.WriteOwn(word, Completed);
                break;
            case OperationKind.Isb when turn.ReadOwn(word) == Completed:
                turn.WriteOwn(word, 0);
                turn.WriteOwn(Word(turn.Vcpu, TlbWord), 0);
                break;
        }
    }

    private int Word(int vcpu, int word) => Waiting.Words + base.OwnWords(vcpus) + (vcpu * PerVcpu) + word;

    private static ulong LineOf(ulong page) => page + 1;

    private static ulong TranslationOf(ulong vmid, ulong ipaPage) => (vmid << 8) + ipaPage + 1;

    private static int ShiftOf(ulong number) => (int)(number % Sets) * BitsPerSet;

    private static ulong Entry(ulong word, ulong number) => (word >> ShiftOf(number)) & SetMask;

    private void Put(Turn turn, int kind, ulong number, ulong entry)
    {
        var word = Word(turn.Vcpu, kind);
        turn.WriteOwn(word, (turn.ReadOwn(word) & ~(SetMask << ShiftOf(number))) | (entry << ShiftOf(number)));
    }

    private static string Text(ulong word, string what, int shift) => string.Join(' ', Enumerable.Range(0, Sets).Select(set =>
        Entry(word, (ulong)set) is > 0 and var entry
            ? $"{what}:{(entry - 1) & 0xff}{(shift > 0 ? $"@vmid:{(entry - 1) >> shift}" : string.Empty)}"
            : "-"));
}
