namespace Interlock.Semantics.Transitions;

/// <summary>That an operation accesses a named part of the state: a word of memory, or something of the machine's own.</summary>
/// <param name="Name">What the part is called, as in <see cref="NamedValue"/>.</param>
/// <param name="Reads">Whether what happens depends on what it holds.</param>
/// <param name="Writes">Whether it is written, be it with what it held before.</param>
/// <param name="IsTranslation">Whether hardware reads it, or has read it at some time, to translate a guest's address.</param>
public readonly record struct NamedAccess(string Name, bool Reads, bool Writes, bool IsTranslation = false);
