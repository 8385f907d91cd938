namespace Interlock.Semantics.Transitions;

/// <summary>A part of a state, as text.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">What it holds.</param>
public readonly record struct NamedValue(string Name, string Value);
