using Interlock.Explorer.Graphs;

namespace Interlock.Viewer.Graphs;

/// <summary>Classes of states as nodes: states in which the facts of a lens are the same are one.</summary>
public sealed class ClassNodes : Nodes
{
    private const string Mixed = "several";
    private readonly WholeGraph whole;
    private readonly IReadOnlyList<string> lens;
    private readonly IReadOnlyList<FactColumn> columns;
    private readonly Quotient quotient;
    private readonly string?[] broken;
    private readonly bool[] open;
    private (FactColumn Column, bool[] IsMixed)? colours;

    /// <summary>The classes of a lens.</summary>
    /// <param name="whole">The graph.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="lens">The names of the facts that are told apart.</param>
    public ClassNodes(WholeGraph whole, FactTable facts, IReadOnlyList<string> lens)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(lens);
        (this.whole, this.lens) = (whole, lens);
        columns = [.. lens.Select(name => facts.Column(whole, name))];
        var grouping = Grouping.ByAll(whole.Graph.Count, columns.Select(column => column.States));
        quotient = new Quotient(whole.Graph, grouping);
        (broken, open) = (new string?[grouping.Count], new bool[grouping.Count]);
        for (var state = 0; state < grouping.States; state++)
        {
            broken[grouping[state]] ??= whole.Graph.BrokenBy(state) ?? (whole.LostAt(state) is null ? null : "progress");
            open[grouping[state]] |= state >= whole.Graph.Expanded;
        }
    }

    /// <inheritdoc/>
    public override ISteps Steps => quotient;

    /// <inheritdoc/>
    public override IReadOnlyList<int> Initial => [.. Enumerable.Range(0, whole.Graph.Initial).Select(Of).Distinct()];

    /// <inheritdoc/>
    public override int Of(int state) => quotient.Grouping[state];

    /// <inheritdoc/>
    public override NodeView View(int id, FactColumn? colour)
    {
        if (id < 0 || id >= quotient.Count)
        {
            throw new QuestionException($"There is no class {id}; there are {quotient.Count}, numbered from 0.");
        }

        var first = quotient.Grouping.First(id);
        return new NodeView(
            id,
            whole.Graph.DepthOf(first),
            first < whole.Graph.Initial,
            broken[id],
            quotient.Steps(id).Count == 0,
            !open[id],
            Distinct(quotient.Forward, id),
            Distinct(quotient.Backward, id),
            quotient.Grouping.Size(id),
            first,
            [.. columns.Select(column => column[first])],
            colour is null ? null : IsMixed(colour)[id] ? Mixed : colour[first]);
    }

    /// <inheritdoc/>
    public override IEnumerable<EdgeView> Edges(int from, IReadOnlySet<int> to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return quotient.Steps(from).Where(step => to.Contains(step.To))
            .Select(step => new EdgeView(from, step.To, step.Actor, string.Empty, step.Count));
    }

    /// <inheritdoc/>
    public override NodeDetails Details(int id)
    {
        var view = View(id, null);
        var before = new List<int>();
        quotient.Backward(id, before);
        return new NodeDetails(
            view,
            [.. lens.Select((name, index) => new FactView(name, string.Empty, view.Values[index]))],
            broken[id] is { } property ? $"some state of it breaks {property}" : null,
            Picture: null,
            [.. quotient.Steps(id).Select(step => Told(step.To, step))],
            [.. before.Distinct().SelectMany(from => quotient.Steps(from).Where(step => step.To == id).Select(step => Told(from, step)))],
            InLeft: 0);
    }

    // Whether the states of a class differ in what they are coloured by.
    private bool[] IsMixed(FactColumn colour)
    {
        if (colours is { } known && known.Column == colour)
        {
            return known.IsMixed;
        }

        var (grouping, isMixed) = (quotient.Grouping, new bool[quotient.Count]);
        for (var state = 0; state < grouping.States; state++)
        {
            isMixed[grouping[state]] |= colour.States[state] != colour.States[grouping.First(grouping[state])];
        }

        colours = (colour, isMixed);
        return isMixed;
    }

    private static StepView Told(int node, ClassStep step) =>
        new(node, step.Actor, string.Empty, string.Empty, string.Empty, [], [], step.Count);
}
