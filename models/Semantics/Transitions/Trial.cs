namespace Interlock.Semantics.Transitions;

/// <summary>
/// What must have been seen of a property for it to have been put to the test: something after which it could have failed. How often it
/// was seen is counted beside the witnesses; a property of which it was never seen is claimed by no verdict.
/// </summary>
/// <param name="Property">The property.</param>
/// <param name="Condition">What must have been seen, as it follows on <c>never seen:</c>.</param>
public sealed record Trial(string Property, string Condition)
{
    /// <summary>Whether every step is one: see <see cref="InEveryStep"/>.</summary>
    public bool IsEveryStep { get; private init; }

    /// <summary>Of how many different vCPUs it must have been seen, in whatever executions; at least one.</summary>
    public int LeastVcpus { get; init; } = 1;

    /// <summary>
    /// Whether it is no error if it was never seen, unless the scenario claims the property: the verdict leaves the property out then.
    /// </summary>
    public bool MayBeMissing { get; init; }

    /// <summary>A property that any step could break, so that nothing in particular has to be seen.</summary>
    /// <param name="property">The property.</param>
    /// <param name="reason">Why no condition says more.</param>
    public static Trial InEveryStep(string property, string reason) =>
        new(property, $"a step ({reason})") { IsEveryStep = true };
}
