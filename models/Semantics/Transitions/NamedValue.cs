namespace Interlock.Semantics.Transitions;

/// <summary>A part of a state, as text.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
public readonly record struct NamedValue(string Name, string Value);
