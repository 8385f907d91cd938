using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Idealized.Runs;

/// <summary>Two states of a platform, side by side, and the OS that is not to tell one from the other.</summary>
/// <param name="One">The one, by its number in a <see cref="PlatformGraph"/>.</param>
/// <param name="Other">The other.</param>
/// <param name="Observer">The OS.</param>
/// <param name="IsOver">Whether all that is asked of the two has been looked at.</param>
internal readonly record struct TwoStates(int One, int Other, int Observer, bool IsOver = false)
{
    /// <summary>Whether the observer sees the same in both.</summary>
    public bool AreAlike(PlatformGraph graph) => graph.View(One, Observer) == graph.View(Other, Observer);

    /// <summary>Its values for a reader: of what differs both.</summary>
    public IReadOnlyList<NamedValue> Values(PlatformGraph graph) =>
    [
        new("observer", $"os{Observer}"),
        .. graph[One].Values.Zip(graph[Other].Values, (one, other) =>
            one == other ? one : new NamedValue(one.Name, $"{one.Value} | {other.Value}")),
    ];
}
