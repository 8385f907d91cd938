using Newtonsoft.Json;

namespace Interlock.Explorer.Graphs;

/// <summary>Writes a graph as JSON: whether it is complete, its states, its transitions.</summary>
public static class JsonGraphWriter
{
    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="output">Where to write it.</param>
    public static void Write(StateGraph graph, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using var json = new JsonTextWriter(output) { CloseOutput = false, Formatting = Formatting.None };
        var serializer = JsonSerializer.CreateDefault();
        json.WriteStartObject();
        json.WritePropertyName("complete");
        json.WriteValue(graph.Left == 0);
        json.WritePropertyName("left");
        json.WriteValue(graph.Left);
        json.WritePropertyName("nodes");
        serializer.Serialize(json, graph.Nodes.Select(node => new
        {
            id = node.Id,
            depth = node.Depth,
            initial = node.IsInitial,
            violation = node.Violation,
            state = node.Values.ToDictionary(value => value.Name, value => value.Value),
        }));
        json.WritePropertyName("edges");
        serializer.Serialize(json, graph.Edges.Select(edge => new
        {
            from = edge.From,
            to = edge.To,
            actor = edge.Actor,
            operation = edge.Operation,
            site = edge.Site,
        }));
        json.WriteEndObject();
        json.Flush();
        output.Write('\n');
    }
}
