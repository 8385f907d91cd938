using System.Text.RegularExpressions;
using System.Xml.Linq;
using Interlock.CoyoteTests.Coyote.Graphs;
using Interlock.Explorer.Graphs;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>QuikGraph's view of a state graph is ours: the same graph, the same paths, the same files.</summary>
public sealed partial class GraphTests
{
    private static readonly (StateGraph Ours, ReviewedGraph Reviewed, TransitionSystem System) Mutant =
        Of("mutex", "mutex-wakes-before-unlock");

    [Fact]
    public void A_shortest_path_is_as_long_as_the_search_says()
    {
        Assert.All(Mutant.Reviewed.Graph.Vertices, vertex => Assert.Equal(vertex.Depth, Mutant.Reviewed.ShortestPath(vertex).Count));
        var report = new Exploration(Mutant.System).Run();

        Assert.Equal(report.Counterexample!.Schedule.Count, Mutant.Reviewed.Violations.First().Depth);
        Assert.Equal(report.Violation!.Property, Mutant.Reviewed.Violations.First().Violation);
    }

    [Fact]
    public void Every_path_to_the_violation_comes_through_its_dominators_and_through_nothing_else()
    {
        var violation = Mutant.Reviewed.Violations.First();
        var dominators = Mutant.Reviewed.Dominators(violation);

        Assert.Equal(0, dominators[0].Id);
        Assert.All(Mutant.Ours.Nodes.Where(node => node.Id != violation.Id), node =>
            Assert.Equal(!IsReachable(Mutant.Ours, violation.Id, without: node.Id), dominators.Any(state => state.Id == node.Id)));
    }

    [Fact]
    public void Endless_code_is_one_component_and_ending_code_is_none()
    {
        var endless = Of("ticket-lock", null).Reviewed;
        var ending = Of("mutex", null).Reviewed;

        Assert.Single(Cycles(endless));
        Assert.Empty(Cycles(ending));
    }

    [Fact]
    public void Both_GraphML_writers_write_the_same_graph()
    {
        var ours = new StringWriter();
        GraphMlWriter.Write(Mutant.Ours, ours);
        var theirs = new StringWriter();
        Mutant.Reviewed.WriteGraphMl(theirs);

        Assert.Equal(GraphMl(ours), GraphMl(theirs));
        Assert.True(GraphMl(ours).Count > 100);
    }

    [Fact]
    public void Both_Graphviz_writers_write_the_same_graph()
    {
        var ours = new StringWriter();
        DotWriter.Write(Mutant.Ours, Mutant.System.Actors, ours);
        var theirs = new StringWriter();
        Mutant.Reviewed.WriteDot(theirs);

        Assert.Equal(DotEdges(ours), DotEdges(theirs));
        Assert.Equal(Mutant.Ours.Edges.Count, DotEdges(theirs).Count);
    }

    private static (StateGraph Ours, ReviewedGraph Reviewed, TransitionSystem System) Of(string scenario, string? variant)
    {
        var target = Target.Of(scenario, variant);
        var system = target.Scenario.Build(target.Sizes, variant);
        var graph = StateGraph.Collect(system, maxStates: 20_000);
        Assert.Equal(0, graph.Left);
        return (graph, new ReviewedGraph(graph), system);
    }

    private static IEnumerable<IGrouping<int, StateVertex>> Cycles(ReviewedGraph graph)
    {
        var components = graph.Components();
        return graph.Graph.Vertices.GroupBy(vertex => components[vertex]).Where(component => component.Count() > 1);
    }

    private static bool IsReachable(StateGraph graph, int to, int without)
    {
        var next = graph.Edges.ToLookup(edge => edge.From, edge => edge.To);
        var seen = new HashSet<int> { without };
        var open = new Stack<int>(graph.Nodes.Where(node => node.IsInitial && node.Id != without).Select(node => node.Id));
        while (open.TryPop(out var state))
        {
            if (seen.Add(state))
            {
                foreach (var successor in next[state])
                {
                    open.Push(successor);
                }
            }
        }

        return without != to && seen.Contains(to);
    }

    private static List<string> GraphMl(StringWriter text)
    {
        var graph = XDocument.Parse(text.ToString()).Root!;
        var space = graph.Name.Namespace;
        string Values(XElement of) => string.Join(" ", of.Elements(space + "data")
            .Where(value => value.Value.Length > 0)
            .Select(value => $"{value.Attribute("key")!.Value}={value.Value}").Order(StringComparer.Ordinal));
        return
        [
            .. graph.Descendants(space + "node").Select(node => $"{node.Attribute("id")!.Value} {Values(node)}")
                .Concat(graph.Descendants(space + "edge").Select(edge =>
                    $"{edge.Attribute("source")!.Value}->{edge.Attribute("target")!.Value} {Values(edge)}"))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static List<string> DotEdges(StringWriter text) =>
    [
        .. Edge().Matches(text.ToString()).Select(edge => $"{edge.Groups[1].Value}->{edge.Groups[2].Value} {edge.Groups[3].Value}")
            .Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"^\s*(\d+) -> (\d+)\s*\[.*?label=""([^""]*)""", RegexOptions.Multiline)]
    private static partial Regex Edge();
}
