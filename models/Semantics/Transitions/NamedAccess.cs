namespace Interlock.Semantics.Transitions;

/// <summary>An access of an operation to a named part of the state: a word of memory, or a word of the machine itself.</summary>
/// <param name="Name">The name of the part, as in <see cref="NamedValue"/>.</param>
/// <param name="Reads">Whether the outcome depends on the value of the part.</param>
/// <param name="Writes">Whether the part is written, even with its old value.</param>
/// <param name="IsTranslation">Whether hardware reads the part, now or earlier, to translate a guest's address.</param>
public readonly record struct NamedAccess(string Name, bool Reads, bool Writes, bool IsTranslation = false);
