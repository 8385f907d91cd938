using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Search;

/// <summary>
/// What a verdict may claim: properties that were judged and put to the test. Whatever was to be judged and could not have failed is an
/// error, never a pass.
/// </summary>
/// <param name="system">What is explored.</param>
/// <param name="claimed">The properties that its author claims to check; more may be judged.</param>
internal sealed class Claims(TransitionSystem system, IReadOnlyList<string> claimed)
{
    /// <summary>Why a search would be in vain, known before it; null if it would not.</summary>
    public string? Unfounded => !system.MustShowWitnesses ? null : system.Flaw is { } flaw ? $"{flaw}: there is nothing to verify."
        : system.Properties is not { Count: > 0 } known ? null
        : claimed.Except(known).ToList() is { Count: > 0 } unknown
            ? $"nothing judges {Names(unknown)}: no monitor, predicate or demand of the scenario is about " +
                $"{(unknown.Count == 1 ? "it" : "them")}. What is judged is {string.Join(", ", known)}."
        : null;

    /// <summary>The properties that were put to the test, each with how often, in the order in which they were judged.</summary>
    public static IReadOnlyList<JudgedProperty> Listed(IReadOnlyList<JudgedProperty> judged) =>
    [
        .. from property in judged
           group property by property.Name into parts
           let times = parts.Sum(part => part.Exercised)
           where times > 0 && parts.All(part => part.Exercised > 0 || part.MayBeMissing)
           select parts.First() with { Exercised = times },
    ];

    /// <summary>What was to be judged and was never put to the test, in a sentence; null if there is nothing.</summary>
    public string? Untested(IReadOnlyList<JudgedProperty> judged)
    {
        if (!system.MustShowWitnesses)
        {
            return null;
        }

        var listed = Listed(judged).Select(property => property.Name).ToHashSet();
        var untested = judged
            .Where(property => property.Exercised == 0 && (!property.MayBeMissing || (claimed.Contains(property.Name) && !listed.Contains(property.Name))))
            .Select(property => $"'{property.Name}' (never seen: {property.Condition})")
            .Distinct().ToList();
        return untested.Count == 0
            ? judged.Count > 0 && listed.Count == 0 ? "nothing is judged: the scenario has no property." : null
            : $"never put to the test: {string.Join(", ", untested)}. A property that could not have failed has not been checked.";
    }

    private static string Names(List<string> properties) => string.Join(", ", properties.Select(property => $"'{property}'"));
}
