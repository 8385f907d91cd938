namespace Interlock.Semantics.Scenarios;

/// <summary>A variant of production code that breaks no property, and must not be flagged.</summary>
/// <typeparam name="TPart">What a scenario puts in the place of production code.</typeparam>
/// <param name="Name">As on the command line.</param>
/// <param name="Part">The part that differs.</param>
/// <param name="Harmless">Why it breaks no property.</param>
public sealed record BenignVariant<TPart>(string Name, TPart Part, string Harmless);
