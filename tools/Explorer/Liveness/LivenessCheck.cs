using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Liveness;

/// <summary>Decides the liveness properties of a system on its complete graph.</summary>
internal static class LivenessCheck
{
    // Edges to look at for a shorter counterexample, well under a second.
    private const long MostWork = 4_000_000;

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

    /// <summary>The properties whose trigger holds in no state: they hold whatever the system does.</summary>
    public static IEnumerable<string> NeverTriggered(LabelledGraph graph, IReadOnlyList<LivenessProperty> properties) =>
        properties.Where((_, property) => !Enumerable.Range(0, graph.Size)
            .Any(state => graph.Has(state) && graph.Triggers(state, property))).Select(property => property.Name);

    /// <summary>
    /// How often each property was put to the test: in how many states its goal is owed, and somebody takes a step for all that; somebody
    /// else, if it is owed to one actor.
    /// </summary>
    public static IReadOnlyList<JudgedProperty> Owed(LabelledGraph graph, IReadOnlyList<LivenessProperty> properties)
    {
        var counts = new long[properties.Count];
        for (var state = 0; state < graph.Size; state++)
        {
            if (!graph.Has(state) || graph.Enabled(state) is not (var enabled and not 0))
            {
                continue;
            }

            for (var property = 0; property < counts.Length; property++)
            {
                var others = properties[property].OwedTo is { } actor ? enabled & ~(1UL << actor) : enabled;
                counts[property] += others != 0 && graph.Owes(state, property) ? 1 : 0;
            }
        }

        return
        [
            .. properties.Select((property, index) => (property, Times: counts[index])).GroupBy(counted => counted.property.Name)
                .Select(parts =>
                new JudgedProperty(
                    parts.Key,
                    parts.Sum(part => part.Times),
                    parts.First().property.OwedTo is null ? "a step while it is owed" : "a step of another actor while it is owed")),
        ];
    }

    /// <summary>
    /// A fair execution that breaks a property: a way to a loop, and the loop; together as short as can be, or, where a bounded
    /// effort does not tell, short. The effort is counted in edges, so that the result does not depend on the machine.
    /// </summary>
    public static Counterexample Counterexample(
        LabelledGraph graph, IReadOnlyList<LivenessProperty> properties, int broken, long mostWork = MostWork)
    {
        var property = properties[broken];
        var components = new FairComponents(graph, broken, property.Fairness);
        var stems = new Stems(graph, components, broken);
        var (end, loop, total, work, isShortest) = ((State: 0, IsOwed: true), default(IReadOnlyList<uint>), int.MaxValue, 0L, true);
        foreach (var (candidate, isOwed, length) in stems.Ends())
        {
            if (length >= total || (work > mostWork && loop is not null))
            {
                isShortest &= length >= total;
                break;
            }

            if (loop is null && isOwed)
            {
                var some = new FairLoop(graph, components, property.Fairness, candidate);
                (end, loop, total, work) = ((candidate, true), some.Labels, length + some.Labels.Count, work + some.Work);
            }

            var found = new ShortestLoop(
                graph, components, broken, property.Fairness, candidate, isOwed, total - length - 1, mostWork - work);
            (work, isShortest) = (work + found.Work, isShortest && found.IsDecided);
            if (found.Labels is { } labels)
            {
                (end, loop, total) = ((candidate, isOwed), labels, length + labels.Count);
            }
        }

        if (loop is null)
        {
            throw new InvalidOperationException("a fair component that no execution leads to");
        }

        var (initial, stem) = stems.To(end.State, end.IsOwed);
        var schedule = stem.Concat(loop)
            .Select(label => new Choice(LabelledLog.ActorOf(label), LabelledLog.OutcomeOf(label)));
        return new Counterexample(Violation(property, loop.Count), initial, [.. schedule], stem.Count) { IsShortest = isShortest };
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
