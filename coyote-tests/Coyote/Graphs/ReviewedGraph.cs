using System.Xml;
using Interlock.Explorer.Graphs;
using QuikGraph;
using QuikGraph.Algorithms;
using QuikGraph.Graphviz;
using QuikGraph.Predicates;
using QuikGraph.Serialization;

namespace Interlock.CoyoteTests.Coyote.Graphs;

/// <summary>
/// An explored state graph as QuikGraph's, with what a reviewer asks of it. Everything else QuikGraph can do is open too.
/// </summary>
public sealed class ReviewedGraph
{
    private readonly StateVertex initial;

    /// <summary>The same states and transitions.</summary>
    /// <param name="graph">The explored graph.</param>
    /// <exception cref="ArgumentException">Executions begin in more than one state.</exception>
    public ReviewedGraph(StateGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var vertices = graph.Nodes.Select(node => new StateVertex(node)).ToList();
        Graph = new BidirectionalGraph<StateVertex, StepEdge>(allowParallelEdges: true);
        Graph.AddVertexRange(vertices);
        Graph.AddEdgeRange(graph.Edges.Select(edge => new StepEdge(edge, vertices[edge.From], vertices[edge.To])));
        initial = vertices.Count(vertex => vertex.IsInitial) == 1
            ? vertices.Single(vertex => vertex.IsInitial)
            : throw new ArgumentException("Paths are from the initial state, and there are several.", nameof(graph));
    }

    /// <summary>The graph.</summary>
    public BidirectionalGraph<StateVertex, StepEdge> Graph { get; }

    /// <summary>The states in which something is broken, those nearest to the start first.</summary>
    public IEnumerable<StateVertex> Violations =>
        Graph.Vertices.Where(vertex => vertex.Violation.Length > 0).OrderBy(vertex => vertex.Depth).ThenBy(vertex => vertex.Id);

    /// <summary>The strongly connected component of each state: within one, executions can go on for ever and come back.</summary>
    public IReadOnlyDictionary<StateVertex, int> Components()
    {
        var components = new Dictionary<StateVertex, int>();
        Graph.StronglyConnectedComponents(components);
        return components;
    }

    /// <summary>A shortest path from the start.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public IReadOnlyList<StepEdge> ShortestPath(StateVertex to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return to == initial ? []
            : Graph.TreeBreadthFirstSearch(initial)(to, out var path) ? [.. path]
            : throw new ArgumentException($"no path leads to the state {to.Id}.", nameof(to));
    }

    /// <summary>
    /// The states through which every execution that comes to a state must come, in order: where to look for what goes wrong. A state
    /// is one if without it there is no path; and it must lie on any path, so on a shortest one.
    /// </summary>
    public IReadOnlyList<StateVertex> Dominators(StateVertex of) =>
        [initial, .. ShortestPath(of).Select(edge => edge.Source).Where(state => state != initial && !IsReachableWithout(state, of))];

    /// <summary>Writes it by QuikGraph's GraphML writer.</summary>
    public void WriteGraphMl(TextWriter output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true });
        var number = 0;
        Graph.SerializeToGraphML<StateVertex, StepEdge, BidirectionalGraph<StateVertex, StepEdge>>(
            xml, vertex => $"n{vertex.Id}", _ => $"e{number++}");
    }

    /// <summary>Writes it by QuikGraph's Graphviz writer.</summary>
    public void WriteDot(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Graph.ToGraphviz(algorithm =>
        {
            algorithm.FormatVertex += (_, vertex) => vertex.VertexFormat.Label = $"{vertex.Vertex.Id}";
            algorithm.FormatEdge += (_, edge) => edge.EdgeFormat.Label.Value = $"{edge.Edge.Actor}: {edge.Edge.Operation}";
        }));
    }

    private bool IsReachableWithout(StateVertex without, StateVertex to)
    {
        var rest = new FilteredVertexListGraph<StateVertex, StepEdge, BidirectionalGraph<StateVertex, StepEdge>>(
            Graph, vertex => vertex != without, _ => true);
        return rest.TreeBreadthFirstSearch(initial)(to, out _);
    }
}
