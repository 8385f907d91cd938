using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Growth;

/// <summary>What was found of a search that does not end.</summary>
/// <param name="Places">The parts of the state that took ever new values, each with what is usually done about it.</param>
/// <param name="Proof">Why there is no end of states, in words; null if that was not shown.</param>
public sealed record StateGrowth(IReadOnlyList<GrowingPlace> Places, string? Proof)
{
    /// <summary>Nothing was found.</summary>
    public static StateGrowth None { get; } = new([], null);
}
