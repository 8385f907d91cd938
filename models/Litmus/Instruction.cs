namespace Interlock.Litmus;

/// <summary>One instruction of a litmus thread, the same for all architectures.</summary>
public abstract record Instruction
{
    /// <summary>Its line in the file, from 1.</summary>
    public int Line { get; init; }

    /// <summary>As it stands in the file, for a reader.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>Nothing.</summary>
    public sealed record Nop : Instruction;

    /// <summary>Computes a register from two operands.</summary>
    /// <param name="Into">The register.</param>
    /// <param name="Operator">How.</param>
    /// <param name="Left">The first operand.</param>
    /// <param name="Right">The second operand; of a move, zero.</param>
    public sealed record Compute(string Into, Arithmetic Operator, Operand Left, Operand Right) : Instruction;

    /// <summary>Compares two operands: sets the flags.</summary>
    /// <param name="Left">The first operand.</param>
    /// <param name="Right">The second operand.</param>
    public sealed record Compare(Operand Left, Operand Right) : Instruction;

    /// <summary>Chooses one of two operands by the flags.</summary>
    /// <param name="Into">The register.</param>
    /// <param name="If">When <paramref name="Left"/> is chosen.</param>
    /// <param name="Left">What is chosen if it holds.</param>
    /// <param name="Right">What is chosen otherwise.</param>
    public sealed record Select(string Into, Test If, Operand Left, Operand Right) : Instruction;

    /// <summary>Goes to another instruction.</summary>
    /// <param name="Target">The index of the instruction in the thread's code; its length for the end.</param>
    /// <param name="If">When.</param>
    /// <param name="Tested">The operand that is compared with zero; null for the flags, or where the branch is unconditional.</param>
    public sealed record Branch(int Target, Test If, Operand? Tested) : Instruction;

    /// <summary>Reads a word.</summary>
    /// <param name="Into">The register; null where the value is discarded.</param>
    /// <param name="At">The address.</param>
    /// <param name="Order">What it orders.</param>
    /// <param name="IsExclusive">Whether it opens an exclusive pair.</param>
    public sealed record Load(string? Into, Place At, ReadOrder Order, bool IsExclusive) : Instruction;

    /// <summary>Writes a word.</summary>
    /// <param name="Value">What.</param>
    /// <param name="At">The address.</param>
    /// <param name="Order">What it orders.</param>
    /// <param name="Status">Of a store exclusive: the register that is told 0 for success and 1 for failure; null of a plain store.</param>
    public sealed record Store(Operand Value, Place At, WriteOrder Order, string? Status) : Instruction;

    /// <summary>Reads and writes a word in one step.</summary>
    /// <param name="Into">The register that gets the old value; null where it is discarded.</param>
    /// <param name="At">The address.</param>
    /// <param name="Update">What becomes of the word.</param>
    /// <param name="Value">The operand of the update; of a compare-and-swap, what is written.</param>
    /// <param name="Expected">Of a compare-and-swap: what the word must hold.</param>
    /// <param name="Read">What its read orders.</param>
    /// <param name="Write">What its write orders.</param>
    public sealed record Atomic(
        string? Into, Place At, Update Update, Operand Value, Operand? Expected, ReadOrder Read, WriteOrder Write) : Instruction;

    /// <summary>Orders what is before it against what is after it.</summary>
    /// <param name="Kind">What.</param>
    public sealed record Fence(FenceKind Kind) : Instruction;
}

/// <summary>A register, or a number.</summary>
/// <param name="Register">The register; null for a number.</param>
/// <param name="Number">The number.</param>
public readonly record struct Operand(string? Register, ulong Number = 0);

/// <summary>An address: the sum of a base and an offset.</summary>
/// <param name="Base">The base.</param>
/// <param name="Offset">The offset; zero where there is none.</param>
public readonly record struct Place(Operand Base, Operand Offset = default);
