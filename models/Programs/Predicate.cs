namespace Interlock.Models.Programs;

/// <summary>A named condition on memory and the machine.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record Predicate(string Name, Func<Memory, bool> Holds);
