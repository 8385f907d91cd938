namespace Interlock.Semantics.Scenarios;

/// <summary>A size of a scenario.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Default">The value that <c>check</c> uses.</param>
/// <param name="Min">The smallest that means anything.</param>
/// <param name="Max">The largest that the scenario supports.</param>
/// <param name="Meaning">What it counts.</param>
public sealed record Parameter(string Name, int Default, int Min, int Max, string Meaning);
