namespace Interlock.Semantics.Transitions;

/// <summary>A property that a search has judged.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Exercised">How often it was put to the test: how often something was seen after which it could have failed.</param>
/// <param name="Condition">What that is, as it follows on <c>never seen:</c>.</param>
/// <param name="MayBeMissing">Whether it is no error if it never was, unless the scenario claims the property.</param>
public sealed record JudgedProperty(string Name, long Exercised, string Condition, bool MayBeMissing = false);
