using System.Xml.Serialization;
using Interlock.Explorer.Graphs;

namespace Interlock.CoyoteTests.Coyote.Graphs;

/// <summary>A state as a vertex; what is marked goes to GraphML, under the names that our own writer uses.</summary>
/// <param name="node">The state.</param>
public sealed class StateVertex(GraphNode node)
{
    /// <summary>Its number, from zero.</summary>
    public int Id => node.Id;

    /// <summary>Its distance from the start.</summary>
    [XmlAttribute("depth")]
    public int Depth => node.Depth;

    /// <summary>Whether executions begin here.</summary>
    [XmlAttribute("initial")]
    public bool IsInitial => node.IsInitial;

    /// <summary>What it breaks; empty if nothing.</summary>
    [XmlAttribute("violation")]
    public string Violation => node.Violation ?? string.Empty;

    /// <summary>Its values.</summary>
    [XmlAttribute("state")]
    public string State => string.Join("; ", node.Values.Select(value => $"{value.Name} = {value.Value}"));

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {State}";
}
