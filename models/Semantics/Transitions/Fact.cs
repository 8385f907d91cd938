namespace Interlock.Semantics.Transitions;

/// <summary>Reads a part of a state as text.</summary>
/// <param name="state">The words of a state.</param>
public delegate string FactReader(ReadOnlySpan<ulong> state);

/// <summary>A named attribute of a state, by which a reader searches and groups states.</summary>
/// <param name="Name">The unique name, such as <c>owner of page 2</c>.</param>
/// <param name="Group">The group of facts that it belongs to; states can be classified by the facts of one group.</param>
/// <param name="Words">The words of the state that determine it.</param>
/// <param name="Read">Computes its value in a state. Called by any thread.</param>
public sealed record Fact(string Name, string Group, IReadOnlyList<int> Words, FactReader Read);
