using Interlock.Sync.Stepping;

namespace Interlock.Models.Programs;

/// <summary>A named condition on memory and the machine.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record Predicate(string Name, Func<Memory, bool> Holds)
{
    /// <summary>The same, but that a recursion without end throws rather than ends the process.</summary>
    internal Predicate Guarded() => this with { Holds = GuardedDelegate.Of(Holds) };
}
