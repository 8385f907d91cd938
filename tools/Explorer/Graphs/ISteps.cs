namespace Interlock.Explorer.Graphs;

/// <summary>Nodes and the steps between them: of states, or of classes of states.</summary>
public interface ISteps
{
    /// <summary>How many nodes there are; they are numbered from zero.</summary>
    int Count { get; }

    /// <summary>Adds where the steps out of a node lead, without what leads back to itself, in order, possibly several times.</summary>
    void Forward(int node, List<int> into);

    /// <summary>Adds where the steps into a node come from, in order, possibly several times.</summary>
    void Backward(int node, List<int> into);
}
