namespace Interlock.CoyoteTests.Coyote.Graphs;

/// <summary>What QuikGraph finds in a state graph, for a reader.</summary>
internal static class ReviewText
{
    /// <summary>Writes it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="left">States that were not expanded.</param>
    /// <param name="output">Where to.</param>
    public static void Write(ReviewedGraph graph, long left, TextWriter output)
    {
        var sizes = graph.Components().GroupBy(component => component.Value).Select(states => states.Count()).ToList();
        output.WriteLine($"{graph.Graph.VertexCount:N0} states, {graph.Graph.EdgeCount:N0} transitions" +
            (left == 0 ? string.Empty : $"; incomplete: {left:N0} states were not expanded"));
        output.WriteLine($"{sizes.Count:N0} strongly connected components, the largest of {sizes.Max():N0} states");
        if (graph.Violations.FirstOrDefault() is not { } violation)
        {
            output.WriteLine("no state breaks a property by itself");
            return;
        }

        output.WriteLine(
            $"{graph.Violations.Count():N0} states break a property; the nearest, {violation.Id}, breaks {violation.Violation}");
        output.WriteLine("a shortest path to it:");
        foreach (var step in graph.ShortestPath(violation))
        {
            output.WriteLine($"  {step.Source.Id} -> {step.Target.Id}  {step}");
        }

        output.WriteLine("every path to it comes through:");
        foreach (var state in graph.Dominators(violation))
        {
            output.WriteLine($"  {state}");
        }
    }
}
