using Interlock.Models.Systems;

namespace Interlock.Models.Idealized.Runs;

/// <summary>Two states of a platform, side by side, and the OS that is not to tell one from the other.</summary>
/// <param name="One">The one.</param>
/// <param name="Other">The other.</param>
/// <param name="Observer">The OS.</param>
/// <param name="IsOver">Whether all that is asked of the two has been looked at.</param>
internal sealed record TwoStates(PlatformState One, PlatformState Other, int Observer, bool IsOver = false)
{
    /// <summary>Whether the observer sees the same in both.</summary>
    public bool AreAlike => ReferenceEquals(One, Other) || OsView.Of(One, Observer) == OsView.Of(Other, Observer);

    /// <summary>Its values for a reader: of what differs both.</summary>
    public IReadOnlyList<NamedValue> Values =>
    [
        new("observer", $"os{Observer}"),
        .. One.Values.Zip(Other.Values, (one, other) =>
            one == other ? one : new NamedValue(one.Name, $"{one.Value} | {other.Value}")),
    ];
}
