using Interlock.Explorer.Search;
using Interlock.Models.Systems;

namespace Interlock.Explorer.Liveness;

/// <summary>Decides the liveness properties of a system on its complete graph.</summary>
internal static class LivenessCheck
{
    /// <summary>The first property that some fair execution breaks; null if all hold.</summary>
    public static int? FirstBroken(LabelledGraph graph, IReadOnlyList<LivenessProperty> properties)
    {
        for (var property = 0; property < properties.Count; property++)
        {
            if (new FairComponents(graph, property, properties[property].Fairness).Any)
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>A fair execution that breaks a property: a shortest way to a loop, and a short loop.</summary>
    public static Counterexample Counterexample(
        LabelledGraph graph, IReadOnlyList<LivenessProperty> properties, int broken)
    {
        var property = properties[broken];
        var components = new FairComponents(graph, broken, property.Fairness);
        var stem = new Stem(graph, components, broken);
        var loop = new FairLoop(graph, components, property.Fairness, stem.End);
        var schedule = stem.Labels.Concat(loop.Labels)
            .Select(label => new Choice(LabelledLog.ActorOf(label), LabelledLog.OutcomeOf(label)));
        return new Counterexample(
            Violation(property, loop.Labels.Count), stem.Initial, [.. schedule], stem.Labels.Count);
    }

    /// <summary>What it means that a property is broken.</summary>
    public static Violation Violation(LivenessProperty property, int? loop = null)
    {
        var end = loop switch
        {
            null => "an execution goes on",
            0 => "nobody can take a step any more",
            1 => "the last step can be repeated for ever",
            _ => $"the last {loop} steps can be repeated for ever",
        };
        var fairness = property.Fairness switch
        {
            Fairness.None => string.Empty,
            Fairness.Weak => loop == 0 ? string.Empty : ", which is weakly fair",
            Fairness.Strong => loop == 0 ? string.Empty : ", which is strongly fair",
            _ => throw new ArgumentOutOfRangeException(nameof(property), property.Fairness, null),
        };
        return new Violation(
            ViolationKind.Liveness, property.Name, $"{end}{fairness}, and never again: {property.Promise}");
    }
}
