namespace Interlock.Semantics.Transitions;

/// <summary>What is known of one transition besides the state that it leads to.</summary>
public struct Successor
{
    /// <summary>Fingerprint of the state that it leads to, first lane.</summary>
    public ulong Low;

    /// <summary>Second lane; zero unless the expansion is wide.</summary>
    public ulong High;

    /// <summary>Goals that the transition meets, a bit each.</summary>
    public ulong Goals;

    /// <summary>What the operation answered, for the reader of a counterexample.</summary>
    public ulong Result;

    /// <summary>The word of memory that a guest's access reaches, plus one; zero for none.</summary>
    public int Reached;

    /// <summary>Whose step it is.</summary>
    public int Actor;

    /// <summary>Which of the actor's outcomes it is, from zero.</summary>
    public int Choice;

    /// <summary>Number of the state in the visited set; filled in by the search.</summary>
    public uint Id;

    /// <summary>Whether the search had not seen the state before; filled in by the search.</summary>
    public bool IsNew;

    /// <summary>
    /// Whether the environment takes the step for no reason. It may at any time, and never has to: whoever has no other step can take none,
    /// no goal is reached by it, and it is nobody's turn. What is wrong after it is wrong all the same.
    /// </summary>
    public bool IsUnprovoked;

    /// <summary>What the transition broke; null if nothing.</summary>
    public Violation? Violation;
}
