namespace Interlock.Semantics.Scenarios;

/// <summary>A real bug that the machine cannot have yet.</summary>
/// <param name="Name">The name of the future mutant.</param>
/// <param name="Origin">The real bug.</param>
/// <param name="Needs">The feature that it waits for.</param>
public sealed record WaitingMutant(string Name, string Origin, string Needs);
