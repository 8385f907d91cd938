using Interlock.Engine.Results;

namespace Interlock.Isolation.Specifications;

/// <summary>A precondition of a call that does not hold.</summary>
/// <param name="Error">With what the call is refused for it.</param>
/// <param name="Precondition">What would have to hold.</param>
/// <param name="Why">What is the case instead.</param>
public readonly record struct Refusal(HypercallError Error, string Precondition, string Why);
