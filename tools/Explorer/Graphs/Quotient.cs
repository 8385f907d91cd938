using System.Runtime.InteropServices;

namespace Interlock.Explorer.Graphs;

/// <summary>A step between classes: some state of one has a step of the actor into some state of the other.</summary>
/// <param name="To">The class that it leads to.</param>
/// <param name="Actor">Whose step it is, by index.</param>
/// <param name="Count">How many steps between states it stands for.</param>
public readonly record struct ClassStep(int To, int Actor, int Count);

/// <summary>
/// A graph with each class of states as one node. A way in it need not be an execution: each of its steps is some state's, and not
/// the same one's.
/// </summary>
public sealed class Quotient : ISteps
{
    private const int MostClasses = 1 << 28;
    private const int FromShift = 36;
    private const int ToShift = 8;
    private const ulong ActorMask = (1UL << ToShift) - 1;
    private readonly List<ClassStep>[] forward;
    private readonly List<int>[] backward;

    /// <summary>The classes of a graph's states and the steps between them.</summary>
    /// <param name="graph">The graph, as it was when the classes were made or further explored.</param>
    /// <param name="grouping">The classes.</param>
    public Quotient(ExploredGraph graph, Grouping grouping)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(grouping);
        Grouping = grouping;
        if (grouping.Count >= MostClasses)
        {
            throw new ArgumentException($"There are {grouping.Count} classes, too many to draw: tell fewer facts apart.");
        }

        var counts = new Dictionary<ulong, int>();
        for (var state = 0; state < grouping.States; state++)
        {
            for (var index = 0; index < graph.StepsOf(state); index++)
            {
                var step = graph.Step(state, index);
                if (step.To < grouping.States && grouping[step.To] != grouping[state])
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(
                        counts, Key(grouping[state], grouping[step.To], step.Actor), out _)++;
                }
            }
        }

        forward = [.. Enumerable.Range(0, grouping.Count).Select(_ => new List<ClassStep>())];
        backward = [.. Enumerable.Range(0, grouping.Count).Select(_ => new List<int>())];
        foreach (var (key, count) in counts.OrderBy(step => step.Key))
        {
            var (from, to, actor) = ((int)(key >> FromShift), (int)(key >> ToShift) & (MostClasses - 1), (int)(key & ActorMask));
            forward[from].Add(new ClassStep(to, actor, count));
            backward[to].Add(from);
        }
    }

    /// <summary>The classes.</summary>
    public Grouping Grouping { get; }

    /// <inheritdoc/>
    public int Count => forward.Length;

    /// <summary>The steps out of a class into others.</summary>
    public IReadOnlyList<ClassStep> Steps(int group) => forward[group];

    private static ulong Key(int from, int to, int actor) => ((ulong)from << FromShift) | ((ulong)to << ToShift) | (uint)actor;

    /// <inheritdoc/>
    public void Forward(int node, List<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.AddRange(forward[node].Select(step => step.To));
    }

    /// <inheritdoc/>
    public void Backward(int node, List<int> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.AddRange(backward[node]);
    }
}
