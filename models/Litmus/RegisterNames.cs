using System.Globalization;

namespace Interlock.Litmus;

/// <summary>One name a register, under which parts of it are known too.</summary>
internal static class RegisterNames
{
    /// <summary>The register that is always zero.</summary>
    public const string Zero = "XZR";

    /// <summary>The flags: sign, zero, carry and overflow, from bit 3 to bit 0.</summary>
    public const string Flags = "NZCV";

    /// <summary>The register of AArch64 to which a call returns.</summary>
    public const string Link = "X30";

    /// <summary>Where an intermediate value of an instruction of several steps is kept.</summary>
    public const string Scratch = "(scratch)";

    /// <summary>What tells that a thread has ended at an instruction with an exception.</summary>
    /// <param name="label">A label of the instruction.</param>
    /// <param name="kind">The exception.</param>
    public static string Fault(string label, string kind) => $"(fault {label} {kind})";

    /// <summary>The name under which a register is known: X0 for W0 and x0, RAX for eax.</summary>
    public static string Canonical(string name)
    {
        var upper = name.TrimStart('%').ToUpperInvariant();
        if (upper.Length > 1 && upper[0] is 'W' or 'X' && int.TryParse(upper.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return string.Create(CultureInfo.InvariantCulture, $"X{number}");
        }

        return upper switch
        {
            "XZR" or "WZR" => Zero,
            "LR" => Link,
            "SP" or "WSP" or "FLAGS" or "NZCV" => upper.TrimStart('W'),
            _ when X86(upper) is { } whole => whole,
            _ => name,
        };
    }

    private static string? X86(string upper)
    {
        if (upper.Length is >= 2 and <= 4 && upper[0] == 'R' && char.IsAsciiDigit(upper[1]))
        {
            return upper.TrimEnd('D', 'W', 'B');
        }

        var stem = upper.Length == 3 && upper[0] is 'E' or 'R' ? upper[1..] : upper;
        return stem switch
        {
            "AX" or "AL" => "RAX",
            "BX" or "BL" => "RBX",
            "CX" or "CL" => "RCX",
            "DX" or "DL" => "RDX",
            "SI" or "SIL" => "RSI",
            "DI" or "DIL" => "RDI",
            "BP" or "BPL" => "RBP",
            "SP" when upper.Length == 3 => "RSP",
            "IP" when upper.Length == 3 => "RIP",
            _ => null,
        };
    }
}
