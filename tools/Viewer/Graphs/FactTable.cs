using System.Globalization;
using Interlock.Explorer.Graphs;
using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Graphs;

/// <summary>What a fact is in every state of a graph.</summary>
/// <param name="States">The states, a class for each text.</param>
/// <param name="Texts">The text of each class.</param>
public sealed record FactColumn(Grouping States, IReadOnlyList<string> Texts)
{
    /// <summary>The text in a state.</summary>
    public string this[int state] => Texts[States[state]];
}

/// <summary>
/// The facts of a graph's states by name: those of the system, and those of the graph itself. Not for several threads at once.
/// </summary>
/// <param name="system">The system.</param>
public sealed class FactTable(TransitionSystem system)
{
    /// <summary>The group of what is said of a state as a part of the graph.</summary>
    public const string OfGraph = "graph";
    private const int MostKept = 24;
    private readonly Dictionary<string, Fact> facts = system.Facts.DistinctBy(fact => fact.Name).ToDictionary(fact => fact.Name);
    private readonly Dictionary<string, FactColumn> kept = [];

    private static readonly string[] GraphFacts = ["depth", "violates", "ends"];

    /// <summary>The facts of the system.</summary>
    public IReadOnlyCollection<Fact> All => facts.Values;

    /// <summary>Names and groups of all facts.</summary>
    public IEnumerable<(string Name, string Group)> Names =>
        facts.Values.Select(fact => (fact.Name, fact.Group)).Concat(GraphFacts.Select(name => (name, OfGraph)));

    /// <summary>A fact of the system.</summary>
    /// <exception cref="QuestionException">There is none of that name.</exception>
    public Fact this[string name] =>
        facts.TryGetValue(name, out var fact) ? fact : throw new QuestionException($"There is no '{name}' in a state.");

    /// <summary>A fact in every state.</summary>
    /// <exception cref="QuestionException">There is none of that name.</exception>
    public FactColumn Column(WholeGraph whole, string name)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(name);
        if (!kept.TryGetValue(name, out var column))
        {
            if (kept.Count >= MostKept)
            {
                kept.Clear();
            }

            column = Make(whole, name);
            kept.Add(name, column);
        }

        return column;
    }

    private FactColumn Make(WholeGraph whole, string name)
    {
        var graph = whole.Graph;
        if (!facts.TryGetValue(name, out var fact))
        {
            return name switch
            {
                "depth" => Of(graph, state => graph.DepthOf(state).ToString(CultureInfo.InvariantCulture)),
                "violates" => Of(graph, state =>
                    graph.BrokenBy(state) ?? (whole.LostAt(state) is { } goal ? $"never again: {graph.System.Goals[goal]}" : "nothing")),
                "ends" => Of(graph, state => state < graph.Expanded && graph.StepsOf(state) == 0 ? "yes" : "no"),
                _ => throw new QuestionException($"There is no '{name}' in a state."),
            };
        }

        var states = Grouping.ByFact(graph, fact, out var texts);
        return new FactColumn(states, texts);
    }

    private static FactColumn Of(ExploredGraph graph, Func<int, string> text)
    {
        var states = Grouping.ByText(graph.Count, text, out var texts);
        return new FactColumn(states, texts);
    }
}
