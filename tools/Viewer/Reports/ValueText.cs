using Interlock.Semantics.Transitions;
using System.Globalization;
using Interlock.Engine.Stage2;

namespace Interlock.Viewer.Reports;

/// <summary>What a number in memory means, as far as the use of its word and its bits tell.</summary>
internal static class ValueText
{
    private const ulong AddressBits = 0x0000_FFFF_FFFF_F000;
    private const ulong AccessFlag = 1UL << 10;
    private const ulong ReadBit = 1UL << 6;
    private const ulong WriteBit = 1UL << 7;
    private const ulong ExecuteNever = 1UL << 54;
    private const int StateShift = 55;
    private const int OwnerShift = 2;

    /// <summary>The meaning; empty if the number speaks for itself.</summary>
    public static string Of(WordMeaning meaning, string value) =>
        meaning.Kind == WordKind.Vttbr ? string.Join(
            " or still ", value.Split(" or ").Select(one => TryParse(one, out var bits) ? Vttbr(bits) : one))
        : TryParse(value, out var word) ? Of(meaning, word)
        : string.Empty;

    /// <summary>The meaning; empty if the number speaks for itself.</summary>
    public static string Of(WordMeaning meaning, ulong bits) => meaning.Kind switch
    {
        WordKind.HostDescriptor => bits == 0 ? "the host's, not touched yet"
            : !IsValid(bits) ? $"unmapped from the host; owner {Owner(bits >> OwnerShift)}"
            : Leaf(bits),
        WordKind.Descriptor => !IsValid(bits) ? string.Empty : IsLeaf(bits) ? Leaf(bits) : Table(bits),
        WordKind.VmStatus => bits switch { 0 => "free", 1 => "active", 2 => "dying", _ => string.Empty },
        WordKind.VmVcpu => bits switch { 0 => "no vCPU", 1 => "ready", _ => $"loaded on CPU {bits - 2}" },
        _ => string.Empty,
    };

    /// <summary>Whether a word is a descriptor that maps a page.</summary>
    public static bool MapsPage(WordMeaning meaning, string value, ulong page) => meaning.Kind == WordKind.Descriptor
        && TryParse(value, out var bits) && IsValid(bits) && IsLeaf(bits) && PageOf(bits) == page;

    /// <summary>VTTBR_EL2 in words.</summary>
    public static string Vttbr(ulong value) => value == 0
        ? "no tables"
        : $"VMID {value >> 48}, root table in page {(value & AddressBits) >> 12}";

    /// <summary>A leaf descriptor in words.</summary>
    public static string Leaf(ulong bits)
    {
        var state = (PageState)((bits >> StateShift) & 3) switch
        {
            PageState.SharedOwned => ", owned and shared",
            PageState.SharedBorrowed => ", borrowed",
            _ => string.Empty,
        };
        return $"page {(bits & AddressBits) >> 12} {Rights(bits)}{state}";
    }

    /// <summary>What a leaf permits.</summary>
    public static string Rights(ulong bits) =>
        $"{((bits & ReadBit) != 0 ? 'r' : '-')}{((bits & WriteBit) != 0 ? 'w' : '-')}" +
        $"{((bits & (ExecuteNever | ReadBit)) == ReadBit ? 'x' : '-')}";

    /// <summary>The page in a descriptor.</summary>
    public static ulong PageOf(ulong descriptor) => (descriptor & AddressBits) >> 12;

    private static string Table(ulong bits) => $"table in page {PageOf(bits)}";

    private static string Owner(ulong id) => id switch
    {
        0 => "host",
        1 => "engine",
        _ => $"VM {id - 2}",
    };

    private static bool IsValid(ulong bits) => (bits & 1) != 0;

    private static bool IsLeaf(ulong bits) => (bits & AccessFlag) != 0;

    private static bool TryParse(string text, out ulong value) => text.StartsWith("0x", StringComparison.Ordinal)
        ? ulong.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out value)
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
