using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Idealized.Runs;

/// <summary>A platform that OSes share, and beside it one that an OS has for itself.</summary>
/// <param name="Shared">The shared one.</param>
/// <param name="Alone">The other.</param>
/// <param name="Os">The OS.</param>
internal sealed record SharedAndAlone(PlatformState Shared, PlatformState Alone, int Os)
{
    /// <summary>Whether the OS finds the same on both, if it has no clock.</summary>
    public bool AreAlike => OsView.Functional(Shared, Os) == OsView.Functional(Alone, Os);

    /// <summary>Its values for a reader.</summary>
    public IReadOnlyList<NamedValue> Values =>
    [
        new("os", $"os{Os}"),
        .. Shared.Values,
        .. Alone.Values.Select(value => new NamedValue($"alone {value.Name}", value.Value)),
    ];
}
