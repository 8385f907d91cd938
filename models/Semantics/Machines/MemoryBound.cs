namespace Interlock.Semantics.Machines;

/// <summary>A bound of a memory model that was met: executions beyond it were not seen.</summary>
/// <param name="Name">On what.</param>
/// <param name="Limit">How much of it there may be.</param>
/// <param name="Cut">In how many situations there would have been more.</param>
public sealed record MemoryBound(string Name, int Limit, long Cut);
