namespace Interlock.Sync.Stepping;

/// <summary>A method of a suspended call stack, taken apart: for who wants to tell which part of a state it is that grows.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="At">Where it is suspended; null if that is not known.</param>
/// <param name="Code">A number for the method and the place in it.</param>
/// <param name="Locals">The locals that may still be read, in declaration order; structs field by field.</param>
public sealed record SuspendedFrame(string Method, Site? At, ulong Code, IReadOnlyList<SuspendedLocal> Locals);
