namespace Interlock.Semantics.Memories;

/// <summary>What is left of a vCPU's code.</summary>
/// <param name="HasEnded">Whether nothing is.</param>
/// <param name="Results">The results of reads that registers still depend on, a bit each.</param>
internal readonly record struct Remainder(bool HasEnded, ulong Results);
