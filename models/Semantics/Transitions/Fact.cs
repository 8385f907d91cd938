namespace Interlock.Semantics.Transitions;

/// <summary>Reads a part of a state as text.</summary>
/// <param name="state">The words of a state.</param>
public delegate string FactReader(ReadOnlySpan<ulong> state);

/// <summary>A named part of a state, by which a reader searches and groups states.</summary>
/// <param name="Name">What it is called, as in <c>owner of page 2</c>. No other fact of the system has the name.</param>
/// <param name="Group">What it is a part of: states may be told apart by all facts of a group and by nothing else.</param>
/// <param name="Words">The words of the state on which it depends: where they are the same, it is the same.</param>
/// <param name="Read">What it is in a state. Called by any thread.</param>
public sealed record Fact(string Name, string Group, IReadOnlyList<int> Words, FactReader Read);
