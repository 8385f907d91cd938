using System.Globalization;

namespace Interlock.Litmus.Formats;

/// <summary>One name a register: W and X are halves and wholes of the same ones, and tests use no more than 32 bits of either.</summary>
internal static class RegisterNames
{
    /// <summary>The name under which a register is known.</summary>
    public static string Canonical(string name) =>
        name.Length > 1 && name[0] is 'W' or 'w' or 'x' && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? "X" + name[1..]
            : name is "XZR" or "WZR" or "xzr" or "wzr" ? Zero : name;

    /// <summary>The register that is always zero.</summary>
    public const string Zero = "XZR";
}
