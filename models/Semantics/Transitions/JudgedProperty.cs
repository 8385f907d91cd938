namespace Interlock.Semantics.Transitions;

/// <summary>A property that a search has judged.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Exercised">The number of situations in which the property could have failed.</param>
/// <param name="Condition">A description of such a situation, worded to follow <c>never seen:</c>.</param>
/// <param name="MayBeMissing">Whether zero situations are no error, unless the scenario claims the property.</param>
public sealed record JudgedProperty(string Name, long Exercised, string Condition, bool MayBeMissing = false);
