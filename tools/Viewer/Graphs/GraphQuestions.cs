using Interlock.Explorer.Graphs;

namespace Interlock.Viewer.Graphs;

/// <summary>What can be asked about a graph while it is explored and afterwards. Any number of threads may ask.</summary>
/// <param name="live">The graph.</param>
/// <param name="subject">What is shown.</param>
public sealed class GraphQuestions(LiveGraph live, Subject subject)
{
    private const int MostNodes = 3000;
    private const int MostLenses = 6;

    // Of the facts' groups those come first that reviewers ask for; the rest follows as it is.
    private static readonly string[] Order = ["page tables", "locks", "specification", "VMs", "ownership", "memory", "code"];
    private readonly Dictionary<string, Nodes> lenses = [];
    private FactTable? facts;
    private StateNodes? states;
    private WholeGraph? known;

    /// <summary>What is shown.</summary>
    public string Title => $"{subject.Scenario} {subject.Sizes}{(subject.Variant is null ? string.Empty : $" --mutant {subject.Variant}")}";

    /// <summary>How the exploration has gone, in a sentence.</summary>
    public string Outcome() => Ask((graph, _, _) => live.Bound is null
        ? $"{graph.Count:N0} states, {graph.Steps:N0} transitions: the whole graph"
        : $"{graph.Count:N0} states, {graph.Steps:N0} transitions: incomplete, " +
            $"{graph.Count - graph.Expanded:N0} states were not expanded ({live.Bound})");

    /// <summary>The graph as a whole.</summary>
    public GraphSummary Summary() => Ask((graph, whole, table) =>
    {
        var names = table.Names.Select(fact => new FactName(fact.Name, fact.Group)).ToList();
        return new GraphSummary(
            subject,
            graph.System.Memory,
            graph.System.Actors,
            graph.Count,
            graph.Expanded,
            graph.Steps,
            graph.Initial,
            whole is null,
            live.Bound,
            [.. graph.Levels.Where(first => first < graph.Count)],
            names,
            [.. names.Where(fact => fact.Group is not (FactTable.OfGraph or "machine")).GroupBy(fact => fact.Group)
                .OrderBy(group => (uint)Array.IndexOf(Order, group.Key))
                .Select(group => new Lens(group.Key, [.. group.Select(fact => fact.Name)]))],
            whole is null ? [] : [.. Broken(whole)],
            graph.System.Picture(new ulong[graph.System.Width]) is not null);
    });

    /// <summary>A part of the graph: given nodes, and what is near some of them.</summary>
    /// <param name="lens">The facts that are told apart; none for all states as they are.</param>
    /// <param name="ids">The nodes; none for what is near the start.</param>
    /// <param name="grow">Those of them whose neighbours are wanted too.</param>
    /// <param name="direction"><c>out</c>, <c>in</c> or <c>both</c>.</param>
    /// <param name="radius">How far to go.</param>
    /// <param name="most">How many neighbours at most.</param>
    /// <param name="colour">The fact by which nodes are coloured; null for none.</param>
    public PartView Part(
        IReadOnlyList<string> lens, IReadOnlyList<int> ids, IReadOnlyList<int> grow, string direction, int radius, int most,
        string? colour) =>
        Ask((_, whole, table) =>
        {
            ArgumentNullException.ThrowIfNull(ids);
            ArgumentNullException.ThrowIfNull(grow);
            var nodes = Of(lens);
            if (ids.Count > MostNodes)
            {
                throw new QuestionException($"At most {MostNodes} nodes are drawn at once.");
            }

            foreach (var id in ids.Concat(grow))
            {
                nodes.View(id, null); // which refuses what there is not
            }

            var start = ids.Count == 0 && grow.Count == 0 ? nodes.Initial : grow;
            var near = Routes.Near(
                nodes.Steps, start, radius, direction != "in", direction != "out", Math.Clamp(most, 0, MostNodes), out var left);
            var column = colour is null ? null : table.Column(Ended(whole, "colours by a fact"), colour);
            return nodes.Part(ids.Concat(start), near, left, column);
        });

    /// <summary>A node with all that is known of it.</summary>
    public NodeDetails Details(IReadOnlyList<string> lens, int id) => Ask((_, _, _) => Of(lens).Details(id));

    /// <summary>A shortest way.</summary>
    /// <param name="lens">The facts that are told apart; none for all states as they are.</param>
    /// <param name="from">Where it begins; null for the start.</param>
    /// <param name="to">Where it ends; null if that is a condition.</param>
    /// <param name="where">What must hold where it ends.</param>
    public WayView Way(IReadOnlyList<string> lens, int? from, int? to, Condition? where) => Ask((graph, whole, table) =>
    {
        Ended(whole, "searches");
        var nodes = Of(lens);
        nodes.View(from ?? 0, null);
        nodes.View(to ?? 0, null);
        var goals = where is null ? null : NodesThat(nodes, where.Holds(graph.Count, name => table.Column(whole!, name)));
        return new WayView(Routes.Shortest(
            nodes.Steps, from is { } start ? [start] : nodes.Initial, id => goals?.Contains(id) ?? id == to));
    });

    /// <summary>The nodes that hold a state for which something holds.</summary>
    /// <param name="lens">The facts that are told apart; none for all states as they are.</param>
    /// <param name="where">What must hold.</param>
    /// <param name="most">How many nodes are named at most.</param>
    public FoundView Find(IReadOnlyList<string> lens, Condition where, int most) => Ask((graph, whole, table) =>
    {
        ArgumentNullException.ThrowIfNull(where);
        Ended(whole, "searches");
        var holds = where.Holds(graph.Count, name => table.Column(whole!, name));
        var nodes = NodesThat(Of(lens), holds);
        return new FoundView(holds.Count(held => held), nodes.Count, [.. nodes.Order().Take(most)]);
    });

    /// <summary>The node that a state is in, by a lens.</summary>
    public int NodeOf(IReadOnlyList<string> lens, int state) => Ask((graph, _, _) =>
        state >= 0 && state < graph.Count ? Of(lens).Of(state) : throw new QuestionException($"There is no state {state}."));

    internal StateNodes States => states!;

    internal T Ask<T>(Func<ExploredGraph, WholeGraph?, FactTable, T> question) => live.Ask(graph =>
    {
        if (states is null || known != live.Whole)
        {
            known = live.Whole;
            facts ??= new FactTable(graph.System);
            states = new StateNodes(graph, known, facts);
        }

        return question(graph, known, facts!);
    });

    private Nodes Of(IReadOnlyList<string> lens)
    {
        ArgumentNullException.ThrowIfNull(lens);
        if (lens.Count == 0)
        {
            return states!;
        }

        var whole = Ended(known, "groups states");
        var key = string.Join('\n', lens);
        if (!lenses.TryGetValue(key, out var nodes))
        {
            if (lenses.Count >= MostLenses)
            {
                lenses.Clear();
            }

            lenses.Add(key, nodes = new ClassNodes(whole, facts!, lens));
        }

        return nodes;
    }

    private static WholeGraph Ended(WholeGraph? whole, string what) => whole
        ?? throw new QuestionException($"The viewer {what} once the exploration has ended.", isEarly: true);

    private static HashSet<int> NodesThat(Nodes nodes, bool[] holds)
    {
        var found = new HashSet<int>();
        for (var state = 0; state < holds.Length; state++)
        {
            if (holds[state])
            {
                found.Add(nodes.Of(state));
            }
        }

        return found;
    }

    private static IEnumerable<BrokenProperty> Broken(WholeGraph whole)
    {
        var counts = new Dictionary<string, BrokenProperty>();
        for (var state = 0; whole.Graph.Broken.Count > 0 && state < whole.Graph.Count; state++)
        {
            if (whole.Graph.BrokenBy(state) is { } property)
            {
                counts[property] = counts.TryGetValue(property, out var known)
                    ? known with { States = known.States + 1 }
                    : new(property, 1, state);
            }
        }

        return whole.Lost is { } lost ? counts.Values.Append(new BrokenProperty("progress", lost.Count, lost.First)) : counts.Values;
    }
}
