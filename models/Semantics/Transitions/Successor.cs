namespace Interlock.Semantics.Transitions;

/// <summary>The data of one transition, except for the words of the state that it leads to.</summary>
public struct Successor
{
    /// <summary>Fingerprint of the state that it leads to, first lane.</summary>
    public ulong Low;

    /// <summary>Second lane; zero unless the expansion is wide.</summary>
    public ulong High;

    /// <summary>Goals that the transition meets, a bit each.</summary>
    public ulong Goals;

    /// <summary>The result of the operation, for the reader of a counterexample.</summary>
    public ulong Result;

    /// <summary>The word of memory that a guest's access reaches, plus one; zero for none.</summary>
    public int Reached;

    /// <summary>The index of the actor that takes the step.</summary>
    public int Actor;

    /// <summary>The index of the outcome among those of the actor, from zero.</summary>
    public int Choice;

    /// <summary>Number of the state in the visited set; filled in by the search.</summary>
    public uint Id;

    /// <summary>Whether the search had not seen the state before; filled in by the search.</summary>
    public bool IsNew;

    /// <summary>
    /// Whether the step is without cause, such as a spurious wake-up: possible at any time, and never certain. An actor without another
    /// step counts as unable to take one, no goal counts as reached by it, and fairness ignores it. Violations after it are violations.
    /// </summary>
    public bool IsUnprovoked;

    /// <summary>The violation by the transition, or null.</summary>
    public Violation? Violation;
}
