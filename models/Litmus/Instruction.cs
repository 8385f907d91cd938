namespace Interlock.Litmus;

/// <summary>One step of a litmus thread, the same for all architectures; an instruction of a file is one or more of them.</summary>
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
    /// <param name="Bits">64 or 32: the bits of the operands that count; those above are zero in the result.</param>
    /// <param name="SetsFlags">Whether the flags say what came of it.</param>
    public sealed record Compute(
        string Into, Arithmetic Operator, Operand Left, Operand Right, int Bits = 64, bool SetsFlags = false) : Instruction;

    /// <summary>Chooses one of two operands by the flags.</summary>
    /// <param name="Into">The register.</param>
    /// <param name="If">When <paramref name="Left"/> is chosen.</param>
    /// <param name="Left">What is chosen if it holds.</param>
    /// <param name="Right">What is chosen otherwise.</param>
    public sealed record Select(string Into, Test If, Operand Left, Operand Right) : Instruction;

    /// <summary>Goes to another step.</summary>
    /// <param name="Target">The index of the step.</param>
    /// <param name="If">When.</param>
    /// <param name="Tested">The operand that is compared with zero; null for the flags, or where the branch is unconditional.</param>
    public sealed record Branch(int Target, Test If, Operand? Tested) : Instruction;

    /// <summary>Goes on a few steps ahead: steps of one instruction that come in either order.</summary>
    /// <param name="Distance">How many steps ahead.</param>
    /// <param name="MayStay">Whether the next step may come instead.</param>
    public sealed record Skip(int Distance, bool MayStay) : Instruction;

    /// <summary>Goes to where a register says.</summary>
    /// <param name="To">The register.</param>
    public sealed record Jump(string To) : Instruction;

    /// <summary>Reads a word.</summary>
    /// <param name="Into">The register; null where the value is discarded.</param>
    /// <param name="At">The address.</param>
    /// <param name="Order">What it orders.</param>
    /// <param name="IsExclusive">Whether it opens an exclusive pair.</param>
    /// <param name="Bytes">How many bytes: 1, 2, 4 or 8.</param>
    /// <param name="Extension">What the register's upper bits become.</param>
    public sealed record Load(
        string? Into, Place At, ReadOrder Order, bool IsExclusive, int Bytes = 8, Extension Extension = Extension.None) : Instruction
    {
        /// <summary>Whether the register's upper 32 bits become zero.</summary>
        public bool IsWord { get; init; }
    }

    /// <summary>Writes a word.</summary>
    /// <param name="Value">What.</param>
    /// <param name="At">The address.</param>
    /// <param name="Order">What it orders.</param>
    /// <param name="Status">Of a store exclusive: the register that is told 0 for success and 1 for failure; null of a plain store.</param>
    /// <param name="Bytes">How many bytes: 1, 2, 4 or 8.</param>
    public sealed record Store(Operand Value, Place At, WriteOrder Order, string? Status, int Bytes = 8) : Instruction;

    /// <summary>Reads and writes a word in one step.</summary>
    /// <param name="Into">The register that gets the old value; null where it is discarded.</param>
    /// <param name="At">The address.</param>
    /// <param name="Update">What becomes of the word.</param>
    /// <param name="Value">The operand of the update; of a compare-and-swap, what is written.</param>
    /// <param name="Expected">Of a compare-and-swap: what the word must hold.</param>
    /// <param name="Read">What its read orders.</param>
    /// <param name="Write">What its write orders.</param>
    /// <param name="Bytes">How many bytes: 1, 2, 4 or 8.</param>
    public sealed record Atomic(
        string? Into, Place At, Update Update, Operand Value, Operand? Expected, ReadOrder Read, WriteOrder Write, int Bytes = 8)
        : Instruction
    {
        /// <summary>The register that is told whether a compare-and-swap wrote, as 1 or 0; null where none is.</summary>
        public string? Told { get; init; }
    }

    /// <summary>Orders what is before it against what is after it.</summary>
    /// <param name="Kind">What.</param>
    public sealed record Fence(FenceKind Kind) : Instruction;

    /// <summary>Ends the thread with an exception, which a condition can ask for.</summary>
    /// <param name="Told">What is told 1 then.</param>
    public sealed record Fault(string Told) : Instruction;

    /// <summary>The end of a thread.</summary>
    public sealed record End : Instruction;
}
