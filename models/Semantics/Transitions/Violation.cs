namespace Interlock.Semantics.Transitions;

/// <summary>The classes of things that go wrong.</summary>
public enum ViolationKind
{
    /// <summary>Code claimed something that did not hold.</summary>
    Assertion,

    /// <summary>A predicate on states did not hold.</summary>
    Invariant,

    /// <summary>An automaton over steps rejected one.</summary>
    Monitor,

    /// <summary>Nobody can take a step and not everybody is done.</summary>
    Deadlock,

    /// <summary>Steps go on, but something that must stay possible no longer is.</summary>
    Livelock,

    /// <summary>Something that must happen under fair scheduling need not.</summary>
    Liveness,

    /// <summary>Code threw, and nobody caught it.</summary>
    RuntimeError,

    /// <summary>Two executions that differ in what is private only look different to somebody who must not learn it.</summary>
    Confidentiality,
}

/// <summary>A property that did not hold, and what happened.</summary>
/// <param name="Kind">The class of the violation.</param>
/// <param name="Property">The property's name, as <c>list</c> shows it.</param>
/// <param name="Message">What happened, in a sentence.</param>
public sealed record Violation(ViolationKind Kind, string Property, string Message);
