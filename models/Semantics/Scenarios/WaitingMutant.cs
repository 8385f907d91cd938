namespace Interlock.Semantics.Scenarios;

/// <summary>A real bug that the machine cannot have yet.</summary>
/// <param name="Name">What its mutant will be called.</param>
/// <param name="Origin">The real bug.</param>
/// <param name="Needs">What it waits for.</param>
public sealed record WaitingMutant(string Name, string Origin, string Needs);
