namespace Interlock.Litmus;

/// <summary>Two-operand arithmetic on 64 bits.</summary>
public enum Arithmetic
{
    /// <summary>The left operand.</summary>
    Move,

    /// <summary>Sum.</summary>
    Add,

    /// <summary>Difference.</summary>
    Subtract,

    /// <summary>Bitwise and.</summary>
    And,

    /// <summary>Bitwise or.</summary>
    Or,

    /// <summary>Bitwise exclusive or.</summary>
    Xor,

    /// <summary>The left operand without the bits of the right one.</summary>
    Clear,

    /// <summary>Shift to the left.</summary>
    ShiftLeft,

    /// <summary>Shift to the right, zeros coming in.</summary>
    ShiftRight,

    /// <summary>1 if the operands are equal, else 0.</summary>
    Equal,

    /// <summary>1 if the operands differ, else 0.</summary>
    NotEqual,
}

/// <summary>When a branch is taken.</summary>
public enum Test
{
    /// <summary>Always.</summary>
    Always,

    /// <summary>The tested operand is zero, or the compared operands are equal.</summary>
    Equal,

    /// <summary>The opposite of <see cref="Equal"/>.</summary>
    NotEqual,
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

    /// <summary>The word without the operand's bits (LDCLR).</summary>
    Clear,

    /// <summary>The exclusive or (LDEOR).</summary>
    Xor,
}
