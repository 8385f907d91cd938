using Interlock.Models.Systems;

namespace Interlock.Models.Machines.StageTwo;

/// <summary>What a vCPU translates by, for a reader.</summary>
internal static class StageTwoText
{
    public static IEnumerable<NamedValue> Of(int vcpu, ulong vttbr, VttbrSet earlier, TlbSet held)
    {
        var candidates = earlier.Values.Prepend(vttbr).Select(value => $"0x{value:x}");
        yield return new NamedValue($"vttbr{vcpu}", string.Join(" or ", candidates));
        yield return new NamedValue($"tlb{vcpu}", held.Entries.IsEmpty ? "-" : string.Join(" ", held.Entries.ToArray().Select(Text)));
    }

    private static string Text(TlbEntry entry) =>
        $"{entry.Form.ToString().ToLowerInvariant()}:vmid{entry.Vmid}:ipa{entry.IpaPage}->page{PageLayout.PageOf(entry.Descriptor)}";
}
