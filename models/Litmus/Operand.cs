namespace Interlock.Litmus;

/// <summary>A register, or a number: extended first, then shifted.</summary>
/// <param name="Register">The register; null for a number.</param>
/// <param name="Number">The number.</param>
/// <param name="Extension">What of it counts.</param>
/// <param name="Shift">In which direction it is shifted; <see cref="Arithmetic.Move"/> for none.</param>
/// <param name="Amount">By how many bits.</param>
/// <param name="IsWhole">Whether all 64 bits count when it is shifted; if not, the lower 32.</param>
public readonly record struct Operand(
    string? Register,
    ulong Number = 0,
    Extension Extension = Extension.None,
    Arithmetic Shift = Arithmetic.Move,
    int Amount = 0,
    bool IsWhole = true);

/// <summary>What of a register counts, and what the bits above become.</summary>
public enum Extension
{
    /// <summary>All 64 bits.</summary>
    None,

    /// <summary>The lowest byte, zeros above.</summary>
    Byte,

    /// <summary>The lowest two bytes, zeros above.</summary>
    Halfword,

    /// <summary>The lowest four bytes, zeros above.</summary>
    Word,

    /// <summary>The lowest byte, its sign above.</summary>
    SignedByte,

    /// <summary>The lowest two bytes, their sign above.</summary>
    SignedHalfword,

    /// <summary>The lowest four bytes, their sign above.</summary>
    SignedWord,
}

/// <summary>An address: the sum of a base and an offset.</summary>
/// <param name="Base">The base.</param>
/// <param name="Offset">The offset; zero where there is none.</param>
public readonly record struct Place(Operand Base, Operand Offset = default);
