namespace Interlock.Semantics.Scenarios;

/// <summary>A size of a scenario.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Default">The value that <c>check</c> uses.</param>
/// <param name="Min">The smallest meaningful value.</param>
/// <param name="Max">The largest value that the scenario supports.</param>
/// <param name="Meaning">The meaning, in words.</param>
public sealed record Parameter(string Name, int Default, int Min, int Max, string Meaning);
