namespace Interlock.Litmus;

/// <summary>Arithmetic of two operands, on 64 bits or the lower 32 of them.</summary>
public enum Arithmetic
{
    /// <summary>The left operand.</summary>
    Move,

    /// <summary>Sum.</summary>
    Add,

    /// <summary>Difference.</summary>
    Subtract,

    /// <summary>Product.</summary>
    Multiply,

    /// <summary>Bitwise and.</summary>
    And,

    /// <summary>Bitwise or.</summary>
    Or,

    /// <summary>Bitwise exclusive or.</summary>
    Xor,

    /// <summary>The left operand without the bits of the right one.</summary>
    Clear,

    /// <summary>The left operand shifted to the left.</summary>
    ShiftLeft,

    /// <summary>The left operand shifted to the right, zeros coming in.</summary>
    ShiftRight,

    /// <summary>The left operand shifted to the right, its sign coming in.</summary>
    ShiftRightSigned,

    /// <summary>The left operand rotated to the right.</summary>
    Rotate,

    /// <summary>The bytes of the left operand in reverse order within groups of as many bytes as the right one says.</summary>
    ReverseBytes,

    /// <summary>The bits of the left operand in reverse order.</summary>
    ReverseBits,

    /// <summary>1 if the operands are equal, else 0.</summary>
    Equal,

    /// <summary>1 if the operands differ, else 0.</summary>
    NotEqual,

    /// <summary>1 if the left operand is the smaller one as a signed number, else 0.</summary>
    Less,
}

/// <summary>When a branch is taken, or a first operand chosen: by the flags, of which a comparison sets carry where nothing was borrowed.</summary>
public enum Test
{
    /// <summary>Always.</summary>
    Always,

    /// <summary>The zero flag, or the tested operand is zero.</summary>
    Equal,

    /// <summary>The opposite of <see cref="Equal"/>.</summary>
    NotEqual,

    /// <summary>The carry flag.</summary>
    CarrySet,

    /// <summary>No carry flag.</summary>
    CarryClear,

    /// <summary>The sign flag.</summary>
    Minus,

    /// <summary>No sign flag.</summary>
    Plus,

    /// <summary>The overflow flag.</summary>
    Overflow,

    /// <summary>No overflow flag.</summary>
    NoOverflow,

    /// <summary>Unsigned, greater.</summary>
    Higher,

    /// <summary>Unsigned, less or equal.</summary>
    LowerOrSame,

    /// <summary>Signed, greater or equal.</summary>
    GreaterOrEqual,

    /// <summary>Signed, less.</summary>
    Less,

    /// <summary>Signed, greater.</summary>
    Greater,

    /// <summary>Signed, less or equal.</summary>
    LessOrEqual,
}

/// <summary>What an atomic writes.</summary>
public enum Update
{
    /// <summary>The operand (SWP).</summary>
    Swap,

    /// <summary>The operand, if the word holds what is expected (CAS).</summary>
    CompareAndSwap,

    /// <summary>The sum (LDADD).</summary>
    Add,

    /// <summary>The bitwise or (LDSET).</summary>
    Or,

    /// <summary>The bitwise and.</summary>
    And,

    /// <summary>The word without the operand's bits (LDCLR).</summary>
    Clear,

    /// <summary>The exclusive or (LDEOR).</summary>
    Xor,

    /// <summary>The difference.</summary>
    Subtract,

    /// <summary>The greater one as signed numbers (LDSMAX).</summary>
    Max,

    /// <summary>The smaller one as signed numbers (LDSMIN).</summary>
    Min,

    /// <summary>The greater one as unsigned numbers (LDUMAX).</summary>
    MaxUnsigned,

    /// <summary>The smaller one as unsigned numbers (LDUMIN).</summary>
    MinUnsigned,
}
