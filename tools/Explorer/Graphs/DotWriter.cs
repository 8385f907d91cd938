namespace Interlock.Explorer.Graphs;

/// <summary>Writes a graph in Graphviz's language: ranks by depth, colours by actor, full states as tooltips.</summary>
public static class DotWriter
{
    // Colour-blind safe (Okabe and Ito 2008).
    private static readonly string[] Colours =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000", "#8c8c8c"];

    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="actors">Who takes steps, in the order of the colours.</param>
    /// <param name="output">Where to write it.</param>
    public static void Write(StateGraph graph, IReadOnlyList<string> actors, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(actors);
        ArgumentNullException.ThrowIfNull(output);
        var colours = actors.Select((actor, index) => (actor, Colours[index % Colours.Length])).ToDictionary();
        output.Write("digraph states {\n  node [shape=box, fontname=\"monospace\", fontsize=9];\n");
        output.Write("  edge [fontname=\"monospace\", fontsize=8];\n");
        if (graph.Left > 0)
        {
            output.Write($"  label=\"incomplete: {graph.Left} states were not expanded\";\n");
        }

        foreach (var node in graph.Nodes)
        {
            var state = string.Join("\\n", node.Values.Select(value => Escape($"{value.Name} = {value.Value}")));
            var style = node.Violation is not null ? $", color=red, penwidth=3, xlabel=\"{Escape(node.Violation)}\""
                : node.IsInitial ? ", penwidth=2" : string.Empty;
            output.Write($"  {node.Id} [label=\"{node.Id}\", tooltip=\"{state}\"{style}];\n");
        }

        foreach (var edge in graph.Edges)
        {
            output.Write($"  {edge.From} -> {edge.To} [label=\"{Escape($"{edge.Actor}: {edge.Operation}")}\", ");
            output.Write($"color=\"{colours[edge.Actor]}\", tooltip=\"{Escape(edge.Site)}\"];\n");
        }

        output.Write("}\n");
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
