using System.Xml.Serialization;
using Interlock.Explorer.Graphs;
using QuikGraph;

namespace Interlock.CoyoteTests.Coyote.Graphs;

/// <summary>A transition as an edge.</summary>
/// <param name="edge">The transition.</param>
/// <param name="source">The state that it leaves.</param>
/// <param name="target">The state that it leads to.</param>
public sealed class StepEdge(GraphEdge edge, StateVertex source, StateVertex target) : IEdge<StateVertex>
{
    /// <inheritdoc/>
    public StateVertex Source => source;

    /// <inheritdoc/>
    public StateVertex Target => target;

    /// <summary>Whose step it is.</summary>
    [XmlAttribute("actor")]
    public string Actor => edge.Actor;

    /// <summary>What is done.</summary>
    [XmlAttribute("operation")]
    public string Operation => edge.Operation;

    /// <summary>File and line.</summary>
    [XmlAttribute("site")]
    public string Site => edge.Site;

    /// <inheritdoc/>
    public override string ToString() => $"{Actor}: {Operation} at {Site}";
}
