using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Graphs;

/// <summary>Says what states and steps of a graph are, by expanding states again. Not for several threads at once.</summary>
/// <param name="graph">The graph.</param>
public sealed class GraphText(ExploredGraph graph)
{
    private readonly Expansion expansion = new(graph.System.Width, graph.System.Witnesses.Count, wide: false);
    private readonly ulong[] state = new ulong[graph.System.Width];
    private int expanded = -1;

    /// <summary>The operations of a step as one text, if it is several.</summary>
    public static string OperationOf(Transition step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return string.Join("; ", step.Further.Select(next => next.Operation).Prepend(step.Operation));
    }

    /// <summary>A step in a few words: the events of its code, if it is several operations.</summary>
    public static string ShortOf(Transition step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var notes = step.Notes.Concat(step.Further.SelectMany(next => next.Notes)).ToList();
        return step.Further.Count == 0 ? step.Operation
            : notes.Count > 0 ? string.Join(", ", notes)
            : $"{step.Operation} and {step.Further.Count} more";
    }

    /// <summary>The words of a state; they change with the next question.</summary>
    public ReadOnlySpan<ulong> WordsOf(int id)
    {
        graph.Read(id, state);
        return state;
    }

    /// <summary>The named values of a state.</summary>
    public IReadOnlyList<NamedValue> ValuesOf(int id) => graph.System.Describe(WordsOf(id));

    /// <summary>The steps out of a state, in the order of the graph's; none if it was not expanded.</summary>
    public IReadOnlyList<Transition> StepsOf(int id)
    {
        if (id >= graph.Expanded)
        {
            return [];
        }

        Expand(id);
        return [.. Enumerable.Range(0, expansion.Count).Select(index => graph.System.Describe(expansion, index))];
    }

    /// <summary>One step out of a state.</summary>
    /// <param name="id">The state.</param>
    /// <param name="index">Which of its steps.</param>
    public Transition StepOf(int id, int index)
    {
        Expand(id);
        return graph.System.Describe(expansion, index);
    }

    /// <summary>What a state breaks, or a step out of it into another, or that it leads nowhere; null if nothing.</summary>
    /// <param name="id">The state.</param>
    /// <param name="into">The state that steps lead into; the state itself if null.</param>
    public Violation? ViolationOf(int id, int? into = null)
    {
        if (into is null && graph.System.Check(WordsOf(id)) is { } broken)
        {
            return broken;
        }

        Expand(id);
        if (into is null)
        {
            return expansion.IsStopped ? graph.System.CheckStopped(state) : null;
        }

        for (var index = 0; index < expansion.Count; index++)
        {
            if (graph.Step(id, index).To == into && expansion[index].Violation is { } violation)
            {
                return violation;
            }
        }

        return null;
    }

    private void Expand(int id)
    {
        if (expanded != id)
        {
            graph.System.Expand(WordsOf(id), expansion);
            expanded = id;
        }
    }
}
