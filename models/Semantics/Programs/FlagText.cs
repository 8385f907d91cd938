using System.Globalization;

namespace Interlock.Semantics.Programs;

/// <summary>The text of words of flags.</summary>
internal static class FlagText
{
    /// <summary>The names of the flags that are set, and the bits without a name in hexadecimal: <c>Waiting|Notified|0x100</c>.</summary>
    /// <typeparam name="TFlags">The flags.</typeparam>
    public static string Of<TFlags>(ulong value)
        where TFlags : struct, Enum
    {
        var (names, rest) = (new List<string>(), value);
        foreach (var (name, bits) in Enum.GetValues<TFlags>()
            .Select(flag => (Name: flag.ToString(), Bits: Convert.ToUInt64(flag, CultureInfo.InvariantCulture)))
            .Where(flag => flag.Bits != 0)
            .OrderByDescending(flag => flag.Bits))
        {
            if ((rest & bits) == bits)
            {
                names.Insert(0, name);
                rest &= ~bits;
            }
        }

        if (rest != 0)
        {
            names.Add($"0x{rest:x}");
        }

        return names.Count > 0 ? string.Join('|', names)
            : Enum.GetName(typeof(TFlags), Enum.ToObject(typeof(TFlags), 0)) ?? "0";
    }
}
