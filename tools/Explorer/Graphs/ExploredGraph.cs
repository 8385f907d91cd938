using Interlock.Explorer.States;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Graphs;

/// <summary>A transition of a graph, without its text.</summary>
/// <param name="To">The state that it leads to.</param>
/// <param name="Actor">Whose step it is, by index.</param>
public readonly record struct GraphStep(int To, int Actor);

/// <summary>
/// The states and transitions of a system, breadth first from the start, kept so that millions fit into memory: states column by
/// column, transitions in five bytes each, and no text, since whatever is told of a state or a step is worked out again when it is
/// asked for. States are numbered from zero in the order in which one worker finds them, so a number means the same state in every run.
/// States are told apart by fingerprints of 128 bits. Not for several threads at once.
/// </summary>
/// <param name="system">The system.</param>
public sealed class ExploredGraph(TransitionSystem system) : IDisposable
{
    private readonly VisitedSet visited = VisitedSet.Create(FingerprintKind.Bits128, workers: 1, numbered: true);
    private readonly Expansion expansion = new(system.Width, system.Witnesses.Count, wide: true);
    private readonly Column[] columns = [.. Enumerable.Range(0, system.Width).Select(_ => new Column())];
    private readonly Chunked<int> firstSteps = new();
    private readonly Chunked<int> targets = new();
    private readonly Chunked<byte> actors = new();
    private readonly Chunked<byte> broken = new();
    private readonly Chunked<ulong> goals = new();
    private readonly HashSet<int> unprovoked = [];
    private readonly List<string> properties = [];
    private readonly List<int> levels = [];
    private readonly ulong[] state = new ulong[system.Width];

    /// <summary>The system.</summary>
    public TransitionSystem System => system;

    /// <summary>How many states executions begin in: those with the smallest numbers.</summary>
    public int Initial { get; private set; }

    /// <summary>How many states were found.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them were expanded: those with the smaller numbers. The successors of the others are not known.</summary>
    public int Expanded { get; private set; }

    /// <summary>How many transitions were found.</summary>
    public int Steps => targets.Count;

    /// <summary>Whether every state was expanded.</summary>
    public bool IsComplete => levels.Count > 0 && Expanded == Count;

    /// <summary>The first state of each depth; depth zero is where executions begin.</summary>
    public IReadOnlyList<int> Levels => levels;

    /// <summary>The properties that some state breaks, or some step into it.</summary>
    public IReadOnlyList<string> Broken => properties;

    internal IReadOnlyList<Column> Columns => columns;

    /// <summary>Expands some more states.</summary>
    /// <param name="most">How many at most.</param>
    /// <returns>Whether there are still states that were not expanded.</returns>
    /// <exception cref="ArgumentException">There are too many states or transitions to number, or actors to name.</exception>
    public bool Explore(int most)
    {
        if (levels.Count == 0)
        {
            if (system.Actors.Count > byte.MaxValue)
            {
                throw new ArgumentException($"A graph names at most {byte.MaxValue} actors, and there are {system.Actors.Count}.");
            }

            system.Start(expansion);
            levels.Add(0);
            Keep();
            Initial = Count;
        }

        for (; most > 0 && Expanded < Count; most--)
        {
            Expand();
        }

        return Expanded < Count;
    }

    /// <summary>Gives back the memory that only the exploration needs. Nothing can be explored afterwards.</summary>
    public void Seal() => visited.Dispose();

    /// <summary>How many steps from the start a state is.</summary>
    public int DepthOf(int id)
    {
        var found = levels.BinarySearch(id);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The words of a state.</summary>
    /// <param name="id">Which state.</param>
    /// <param name="into">Where to put them.</param>
    public void Read(int id, Span<ulong> into)
    {
        for (var word = 0; word < columns.Length; word++)
        {
            into[word] = columns[word][id];
        }
    }

    /// <summary>How many steps lead out of a state, as far as is known.</summary>
    public int StepsOf(int id) => id < Expanded ? EndOf(id) - firstSteps[id] : 0;

    /// <summary>A step out of a state: the one that an expansion of it has at the same index.</summary>
    public GraphStep Step(int id, int index) => new(targets[firstSteps[id] + index], actors[firstSteps[id] + index]);

    /// <summary>Whether a step leads from one state to another that the environment does not take for no reason.</summary>
    internal bool IsProvoked(int from, int to)
    {
        for (var index = 0; index < StepsOf(from); index++)
        {
            if (targets[firstSteps[from] + index] == to && (unprovoked.Count == 0 || !unprovoked.Contains(firstSteps[from] + index)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The property that a state breaks, or a step into it; null if none is broken.</summary>
    public string? BrokenBy(int id) => broken[id] is var index and > 0 ? properties[index - 1] : null;

    /// <summary>The goals that a state or a step out of it meets, a bit each.</summary>
    internal ulong GoalsOf(int id) => id < goals.Count ? goals[id] : 0;

    /// <inheritdoc/>
    public void Dispose() => visited.Dispose();

    private int EndOf(int id) => id + 1 < Expanded ? firstSteps[id + 1] : targets.Count;

    private void Expand()
    {
        var id = Expanded;
        if (id == levels[^1])
        {
            levels.Add(Count); // the first state that this one or a later one finds is one step deeper
        }

        Read(id, state);
        system.Expand(state, expansion);
        if (expansion.IsStopped && system.CheckStopped(state) is { } stopped)
        {
            Break(id, stopped);
        }

        Keep();
        var met = system.GoalsMet(state);
        firstSteps.Add(targets.Count);
        for (var index = 0; index < expansion.Count; index++)
        {
            ref var successor = ref expansion[index];
            if (successor.IsUnprovoked)
            {
                unprovoked.Add(targets.Count);
            }

            targets.Add((int)successor.Id);
            actors.Add((byte)successor.Actor);
            met |= successor.IsUnprovoked ? 0 : successor.Goals;
        }

        if (system.Goals.Count > 0)
        {
            goals.Add(met);
        }

        Expanded++;
        if (Expanded == Count && levels[^1] == Count)
        {
            levels.RemoveAt(levels.Count - 1); // nothing is deeper
        }
    }

    private void Keep()
    {
        visited.Add(expansion, 0);
        if (targets.Count > int.MaxValue - expansion.Count)
        {
            throw new ArgumentException($"A graph has at most {int.MaxValue} transitions: give --max-states.");
        }

        for (var index = 0; index < expansion.Count; index++)
        {
            ref var successor = ref expansion[index];
            if (successor.IsNew)
            {
                Add(expansion.State(index));
            }

            if (successor.Violation is { } violation)
            {
                Break((int)successor.Id, violation);
            }
        }
    }

    private void Add(ReadOnlySpan<ulong> words)
    {
        for (var word = 0; word < columns.Length; word++)
        {
            columns[word].Add(words[word]);
        }

        Count++;
        broken.Add(0);
        if (system.Check(words) is { } violation)
        {
            Break(Count - 1, violation);
        }
    }

    // What is found first counts: what a state breaks by itself, then steps into it, then that it leads nowhere.
    private void Break(int id, Violation violation)
    {
        if (broken[id] == 0)
        {
            var index = properties.IndexOf(violation.Property);
            if (index < 0)
            {
                index = properties.Count;
                properties.Add(violation.Property);
            }

            broken[id] = (byte)(index + 1);
        }
    }
}
