using System.Globalization;
using System.Xml;

namespace Interlock.Explorer.Graphs;

/// <summary>Writes a graph as GraphML (graphml.graphdrawing.org), for other tools to read.</summary>
public static class GraphMlWriter
{
    private const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private static readonly (string Id, string For, string Type)[] Keys =
    [
        ("depth", "node", "int"), ("initial", "node", "boolean"), ("violation", "node", "string"),
        ("state", "node", "string"), ("actor", "edge", "string"), ("operation", "edge", "string"), ("site", "edge", "string"),
    ];

    /// <summary>Writes a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="output">Where to write it.</param>
    public static void Write(StateGraph graph, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(graph);
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("graphml", Namespace);
        foreach (var (id, target, type) in Keys)
        {
            xml.WriteStartElement("key", Namespace);
            xml.WriteAttributeString("id", id);
            xml.WriteAttributeString("for", target);
            xml.WriteAttributeString("attr.name", id);
            xml.WriteAttributeString("attr.type", type);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("id", graph.Left > 0 ? "incomplete" : "states");
        xml.WriteAttributeString("edgedefault", "directed");
        foreach (var node in graph.Nodes)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", $"n{node.Id}");
            Write(xml, "depth", node.Depth.ToString(CultureInfo.InvariantCulture));
            Write(xml, "initial", node.IsInitial ? "true" : "false");
            Write(xml, "violation", node.Violation);
            Write(xml, "state", string.Join("; ", node.Values.Select(value => $"{value.Name} = {value.Value}")));
            xml.WriteEndElement();
        }

        foreach (var edge in graph.Edges)
        {
            xml.WriteStartElement("edge", Namespace);
            xml.WriteAttributeString("source", $"n{edge.From}");
            xml.WriteAttributeString("target", $"n{edge.To}");
            Write(xml, "actor", edge.Actor);
            Write(xml, "operation", edge.Operation);
            Write(xml, "site", edge.Site);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string key, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            xml.WriteStartElement("data", Namespace);
            xml.WriteAttributeString("key", key);
            xml.WriteString(value);
            xml.WriteEndElement();
        }
    }
}
