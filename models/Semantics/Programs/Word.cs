namespace Interlock.Semantics.Programs;

/// <summary>A word of a program's memory.</summary>
/// <param name="Name">What a reader calls it.</param>
/// <param name="Initial">What it holds at first.</param>
/// <param name="Modulus">The value at which it wraps; zero for the full 64 bits.</param>
public sealed record Word(string Name, ulong Initial, ulong Modulus)
{
    /// <summary>How its values are shown to a reader; null for <see cref="Text"/>.</summary>
    public Func<ulong, string>? Format { get; init; }

    /// <summary>Whether it is an event count: the vCPUs whose last reading is still the count, a bit each.</summary>
    public bool IsEventCount { get; init; }

    /// <summary>A value of this word for a reader.</summary>
    public string Show(ulong value) => Format?.Invoke(value) ?? Text(value);

    /// <summary>A value as this word can hold it.</summary>
    public ulong Wrap(ulong value) => Modulus == 0 ? value : value % Modulus;

    /// <summary>A value for a reader: counts in decimal, descriptors and addresses in hexadecimal.</summary>
    public static string Text(ulong value) => value < 1UL << 32 ? $"{value}" : $"0x{value:x}";
}
