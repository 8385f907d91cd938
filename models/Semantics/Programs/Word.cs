using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Programs;

/// <summary>A word of a program's memory.</summary>
/// <param name="Name">The name shown to readers.</param>
/// <param name="Initial">The initial value.</param>
/// <param name="Modulus">The modulus at which values wrap; zero for the full 64 bits.</param>
public sealed record Word(string Name, ulong Initial, ulong Modulus)
{
    /// <summary>Formats its values for readers; null for <see cref="Text"/>.</summary>
    public Func<ulong, string>? Format { get; init; }

    /// <summary>What it means to a reader.</summary>
    public WordMeaning Meaning { get; init; }

    /// <summary>Whether it is an event count, which holds one bit for each vCPU whose last reading equals the count.</summary>
    public bool IsEventCount { get; init; }

    /// <summary>The text of a value of this word.</summary>
    public string Show(ulong value) => Format?.Invoke(value) ?? Text(value);

    /// <summary>A value wrapped at the modulus of this word.</summary>
    public ulong Wrap(ulong value) => Modulus == 0 ? value : value % Modulus;

    /// <summary>The text of a value: counts in decimal, descriptors and addresses in hexadecimal.</summary>
    public static string Text(ulong value) => value < 1UL << 32 ? $"{value}" : $"0x{value:x}";
}
