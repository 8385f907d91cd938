namespace Interlock.Models.Systems;

/// <summary>One step, as a reader sees it.</summary>
/// <param name="Actor">Whose step it is, by index.</param>
/// <param name="Choice">Which of the actor's outcomes it is.</param>
/// <param name="Operation">What is done, and what it answers.</param>
/// <param name="Site">File and line of the code that asked for it; empty where there is none.</param>
/// <param name="Changes">The values that it changes.</param>
/// <param name="Notes">What the code remarked to the monitors.</param>
public sealed record Transition(
    int Actor,
    int Choice,
    string Operation,
    string Site,
    IReadOnlyList<Change> Changes,
    IReadOnlyList<string> Notes);

/// <summary>A named value that a step changes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Before">What it held.</param>
/// <param name="After">What it holds now.</param>
public readonly record struct Change(string Name, string Before, string After);
