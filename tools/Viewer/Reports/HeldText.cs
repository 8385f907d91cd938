using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;

namespace Interlock.Viewer.Reports;

/// <summary>What vCPUs may hold, in words.</summary>
internal static class HeldText
{
    // The bits that hardware leaves to software: 63 and 58:55 (Arm ARM D8.3).
    private const ulong SoftwareBits = (1UL << 63) | (0b1111UL << 55);

    /// <summary>What hardware takes from a descriptor.</summary>
    public static ulong Meaning(ulong descriptor) => descriptor & ~SoftwareBits;

    /// <summary>A translation, with its form.</summary>
    public static string Of(HeldTranslation held) => $"{Form(held.Form)} {Short(held)}";

    /// <summary>A translation without its form.</summary>
    public static string Short(HeldTranslation held)
    {
        var from = held.IpaPages == 1 ? $"IPA page {held.IpaPage}" : $"IPA pages {held.IpaPage} to {held.IpaPage + held.IpaPages - 1}";
        var to = ValueText.PageOf(held.Descriptor);
        return held.Form == TlbForm.Walk
            ? $"VMID {held.Vmid}: {from} → table in page {to}"
            : $"VMID {held.Vmid}: {from} → page {to} {ValueText.Rights(held.Descriptor)}";
    }

    /// <summary>The two forms of one translation as one, where a vCPU may hold both.</summary>
    public static IReadOnlyList<string> Lines(string actor, IEnumerable<HeldTranslation> entries) =>
    [
        .. entries.GroupBy(entry => Short(entry) + entry.Source).Select(same =>
            $"{actor}: {string.Join(" + ", same.Select(entry => Form(entry.Form)))}, {Short(same.First())}"),
    ];

    private static string Form(TlbForm form) => form switch
    {
        TlbForm.Walk => "walk cache",
        TlbForm.Stage2 => "stage 2 TLB",
        TlbForm.Combined => "combined TLB",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
    };
}
