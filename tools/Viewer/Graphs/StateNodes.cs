using Interlock.Explorer.Graphs;
using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Graphs;

/// <summary>The states of a graph as nodes. Steps into a state are known only once the exploration has ended.</summary>
/// <param name="graph">The graph.</param>
/// <param name="whole">What is known of the whole; null while it is explored.</param>
/// <param name="facts">The facts.</param>
public sealed class StateNodes(ExploredGraph graph, WholeGraph? whole, FactTable facts) : Nodes
{
    private const int MostSources = 40;
    private readonly GraphText text = new(graph);

    /// <inheritdoc/>
    public override ISteps Steps { get; } = (ISteps?)whole?.Steps ?? new StepsSoFar(graph);

    /// <inheritdoc/>
    public override IReadOnlyList<int> Initial => [.. Enumerable.Range(0, graph.Initial)];

    /// <inheritdoc/>
    public override int Of(int state) => state;

    /// <inheritdoc/>
    public override NodeView View(int id, FactColumn? colour)
    {
        if (id < 0 || id >= graph.Count)
        {
            throw new QuestionException($"There is no state {id}; there are {graph.Count}, numbered from 0.", isEarly: whole is null);
        }

        var expanded = id < graph.Expanded;
        return new NodeView(
            id,
            graph.DepthOf(id),
            id < graph.Initial,
            graph.BrokenBy(id) ?? (whole?.LostAt(id) is not null ? "progress" : null),
            expanded && graph.StepsOf(id) == 0,
            expanded,
            Distinct(Steps.Forward, id),
            whole is null ? null : Distinct(Steps.Backward, id),
            Size: 1,
            id,
            [],
            colour?[id]);
    }

    /// <inheritdoc/>
    public override IEnumerable<EdgeView> Edges(int from, IReadOnlySet<int> to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return Bundles(from).Where(bundle => to.Contains(bundle.Step.To)).Select(bundle => new EdgeView(
            from, bundle.Step.To, bundle.Step.Actor, GraphText.ShortOf(text.StepOf(from, bundle.First)), bundle.Count));
    }

    /// <inheritdoc/>
    public override NodeDetails Details(int id)
    {
        var view = View(id, null);
        var state = text.WordsOf(id).ToArray();
        var (into, left) = whole is null ? ([], 0) : Into(whole, id);
        return new NodeDetails(
            view,
            [.. facts.All.Select(fact => new FactView(fact.Name, fact.Group, fact.Read(state)))],
            Message(id, state),
            graph.System.Picture(state),
            StepsOf(id),
            into,
            left);
    }

    /// <summary>The steps out of a state; those of one actor to one state are told as the first of them.</summary>
    public IReadOnlyList<StepView> StepsOf(int id) =>
        [.. Bundles(id).Select(bundle => Told(bundle.Step.To, text.StepOf(id, bundle.First), bundle.Count))];

    /// <summary>What is broken in a state, in a sentence; null if nothing is.</summary>
    public string? Message(int id, ReadOnlySpan<ulong> state)
    {
        if (text.ViolationOf(id) is { } own)
        {
            return own.Message;
        }

        if (graph.BrokenBy(id) is { } property)
        {
            // A step into it: nobody has asked for the steps backward while the graph is explored, so only its end tells.
            var sources = whole is null ? [] : whole.Steps.Sources(id).ToArray();
            return sources.Select(from => text.ViolationOf(from, id)).FirstOrDefault(found => found is not null)?.Message ?? property;
        }

        return whole?.LostAt(id) is { } goal ? graph.System.CheckStuck(state, goal).Message : null;
    }

    // A state may have hundreds of steps to one and the same: calls that are refused, for example.
    private List<(GraphStep Step, int First, int Count)> Bundles(int from)
    {
        var (bundles, places) = (new List<(GraphStep Step, int First, int Count)>(), new Dictionary<GraphStep, int>());
        for (var index = 0; index < graph.StepsOf(from); index++)
        {
            var step = graph.Step(from, index);
            if (places.TryGetValue(step, out var place))
            {
                bundles[place] = bundles[place] with { Count = bundles[place].Count + 1 };
            }
            else
            {
                places.Add(step, bundles.Count);
                bundles.Add((step, index, 1));
            }
        }

        return bundles;
    }

    private static StepView Told(int node, Transition step, int count) => new(
        node,
        step.Actor,
        GraphText.ShortOf(step),
        step.Further.Count == 0 ? string.Empty : GraphText.OperationOf(step),
        step.Site,
        [.. step.Further.SelectMany(next => next.Changes).Aggregate(step.Changes, Then).Where(change => change.Before != change.After)],
        [.. step.Notes.Concat(step.Further.SelectMany(next => next.Notes))],
        count);

    // What several operations make of a value is what it was before the first and is after the last.
    private static IReadOnlyList<Change> Then(IReadOnlyList<Change> changes, Change next) =>
        changes.FirstOrDefault(change => change.Name == next.Name) is { Name: not null } earlier
            ? [.. changes.Select(change => change.Name == next.Name ? earlier with { After = next.After } : change)]
            : [.. changes, next];

    private (IReadOnlyList<StepView> Into, int Left) Into(WholeGraph known, int id)
    {
        var into = new List<StepView>();
        var sources = known.Steps.Sources(id).ToArray().Distinct().ToList();
        foreach (var from in sources.Take(MostSources))
        {
            into.AddRange(Bundles(from).Where(bundle => bundle.Step.To == id)
                .Select(bundle => Told(from, text.StepOf(from, bundle.First), bundle.Count)));
        }

        return (into, Math.Max(0, sources.Count - MostSources));
    }

    private sealed class StepsSoFar(ExploredGraph graph) : ISteps
    {
        public int Count => graph.Count;

        public void Forward(int node, List<int> into)
        {
            for (var index = 0; index < graph.StepsOf(node); index++)
            {
                if (graph.Step(node, index).To is var to && to != node)
                {
                    into.Add(to);
                }
            }
        }

        public void Backward(int node, List<int> into)
        {
        }
    }
}
