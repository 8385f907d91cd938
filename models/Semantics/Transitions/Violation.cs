namespace Interlock.Semantics.Transitions;

/// <summary>The classes of violations.</summary>
public enum ViolationKind
{
    /// <summary>An assertion of the code failed.</summary>
    Assertion,

    /// <summary>A predicate on states did not hold: an invariant is broken.</summary>
    Invariant,

    /// <summary>A monitor, an automaton over steps, rejected a step.</summary>
    Monitor,

    /// <summary>A deadlock: no actor can take a step, and not every actor has finished.</summary>
    Deadlock,

    /// <summary>A goal that must stay reachable is no longer reachable.</summary>
    Livelock,

    /// <summary>A goal that must be reached under fair scheduling need not be reached.</summary>
    Liveness,

    /// <summary>Code threw an exception that it did not catch.</summary>
    RuntimeError,

    /// <summary>The observer can distinguish two executions that differ only in private values.</summary>
    Confidentiality,
}

/// <summary>A property that did not hold, and the reason.</summary>
/// <param name="Kind">The class of the violation.</param>
/// <param name="Property">The property's name, as <c>list</c> shows it.</param>
/// <param name="Message">The reason, in a sentence.</param>
public sealed record Violation(ViolationKind Kind, string Property, string Message)
{
    /// <summary>What it is about, as values; null if there is nothing more to tell, or if it was read from a file.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>Whether it says the same; the evidence does not count, since a recorded violation has none.</summary>
    public bool Equals(Violation? other) =>
        other is not null && Kind == other.Kind && Property == other.Property && Message == other.Message;

    /// <summary>A number that is the same in every process; violations are few.</summary>
    public override int GetHashCode() => ((int)Kind * 31) + Message.Length;
}
