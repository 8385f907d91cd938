namespace Interlock.Semantics.Transitions;

/// <summary>
/// A situation that exercises a property, that is, in which the property could fail. Its occurrences are counted beside the
/// witnesses; no verdict claims a property that was never exercised.
/// </summary>
/// <param name="Property">The name of the property.</param>
/// <param name="Condition">The situation, worded to follow <c>never seen:</c>.</param>
public sealed record Trial(string Property, string Condition)
{
    /// <summary>Whether every step is such a situation: see <see cref="InEveryStep"/>.</summary>
    public bool IsEveryStep { get; private init; }

    /// <summary>The least number of different vCPUs that must be in the situation, over all executions; at least one.</summary>
    public int LeastVcpus { get; init; } = 1;

    /// <summary>
    /// Whether the situation may be missing without an error, unless the scenario claims the property; the verdict then omits the property.
    /// </summary>
    public bool MayBeMissing { get; init; }

    /// <summary>The trial of a property that any step could violate.</summary>
    /// <param name="property">The name of the property.</param>
    /// <param name="reason">The reason why no narrower situation exists.</param>
    public static Trial InEveryStep(string property, string reason) =>
        new(property, $"a step ({reason})") { IsEveryStep = true };
}
