
namespace Interlock.Isolation.Idealized.Calls;

/// <summary>What a state of the engine is on the idealized platform.</summary>
/// <param name="State">The platform's state, as far as is known; null if nothing is known of it, or if there is none.</param>
/// <param name="Missing">Why there is none; null if there is one, or if nothing is known.</param>
internal readonly record struct Image(PlatformState? State, string? Missing)
{
    /// <summary>The page of which there is none; null if there is one, or if nothing is known.</summary>
    public int? MissingOf { get; init; }
}
