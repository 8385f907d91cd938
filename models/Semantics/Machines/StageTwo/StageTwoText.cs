using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>What a vCPU translates by, for a reader.</summary>
internal static class StageTwoText
{
    /// <summary>The name of a vCPU's VTTBR_EL2.</summary>
    public static string VttbrName(int vcpu) => $"vttbr{vcpu}";

    /// <summary>The name of what a vCPU's TLB may hold.</summary>
    public static string TlbName(int vcpu) => $"tlb{vcpu}";

    public static IEnumerable<NamedValue> Of(int vcpu, ulong vttbr, VttbrSet earlier, TlbSet held)
    {
        var candidates = earlier.Values.Prepend(vttbr).Select(value => $"0x{value:x}");
        yield return new NamedValue(VttbrName(vcpu), string.Join(" or ", candidates));
        yield return new NamedValue(TlbName(vcpu), held.Entries.IsEmpty ? "-" : string.Join(" ", Texts(held.Entries.ToArray())));
    }

    /// <summary>Translations, each by what sets it apart; two never look alike.</summary>
    public static IEnumerable<string> Texts(TlbEntry[] entries)
    {
        var alike = entries.GroupBy(Text).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        return entries.Select(entry => Text(entry) is var text && alike.Contains(text) ? $"{text}@level{entry.Level}.word{entry.Source}" : text);
    }

    /// <summary>What is wrong where two translations contradict each other.</summary>
    public static string Of(TlbConflict conflict, Turn turn) =>
        $"the guest's access to ipa:{turn.Operation.Operand:x} may be answered by a TLB conflict abort, or by either of two translations that the TLB " +
        $"may hold: {Long(conflict.One, turn)}, and {Long(conflict.Other, turn)}. Between the two there was no break-before-make, " +
        "or no invalidation that was complete";

    private static string Long(TlbEntry entry, Turn turn) =>
        $"{Text(entry)}, level {entry.Level}, 0x{entry.Descriptor:x} from '{turn.NameOf(new Address(entry.Source))}'";

    private static string Text(TlbEntry entry) =>
        $"{entry.Form.ToString().ToLowerInvariant()}:vmid{entry.Vmid}:ipa{entry.IpaPage}->page{PageLayout.PageOf(entry.Descriptor)}" +
        (entry.Form == TlbForm.Walk ? string.Empty : HardwareDescriptor.Unusual(entry.Descriptor));
}
