namespace Interlock.Semantics.Transitions;

/// <summary>
/// The things that a violation is about, as values. The sentence of the violation names them too, but readers such as reports take them
/// from here. A monitor makes it only when it reports a violation.
/// </summary>
public abstract record Evidence
{
    /// <summary>The things of the last state that a reader wants to see.</summary>
    public virtual IEnumerable<Concern> Concerns => [];
}

/// <summary>A condition does not hold in a state, and the sentence of the violation tells the whole state.</summary>
/// <param name="Condition">The name of the property.</param>
public record BrokenCondition(string Condition) : Evidence;

/// <summary>An assertion of the code failed.</summary>
/// <param name="Vcpu">The vCPU whose code it is.</param>
/// <param name="Claim">The text of the assertion: a condition that does not hold.</param>
public sealed record FailedClaim(int Vcpu, string Claim) : Evidence;

/// <summary>Code threw an exception that it did not catch.</summary>
/// <param name="Vcpu">The vCPU whose code it is.</param>
/// <param name="Type">The name of the exception's type.</param>
/// <param name="Reason">The exception's message.</param>
public sealed record UncaughtException(int Vcpu, string Type, string Reason) : Evidence;
