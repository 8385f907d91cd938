using Interlock.Catalogue.Engine.Scenarios;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>
/// The whole graph of a general client, in plain sets and without any reduction: every state that is reachable, and on demand
/// every renaming of them with all that they can do.
/// </summary>
internal sealed class EngineGraph
{
    private readonly ProgramSystem system;
    private readonly Expansion expansion;
    private readonly Dictionary<Key, int> numbers = [];
    private readonly List<ulong[]> states = [];
    private readonly List<int[]> successors = [];
    private readonly List<ulong> broken = [];

    public EngineGraph(string sizes, Func<EngineSetup, Symmetry>? instead = null)
    {
        var scenario = new GeneralClientScenario();
        var asked = sizes.Split(' ').Select(size => size.Split('=')).ToDictionary(size => size[0], size => int.Parse(size[1]));
        var setup = GeneralEngine.SetUp(new Sizes(scenario, asked));
        setup.Program.ReduceBy(instead is null ? new EngineSymmetry(setup) : instead(setup));
        Symmetry = setup.Program.Symmetry!;
        system = (ProgramSystem)setup.AsSystem();
        expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        system.Start(expansion);
        Note(expansion.State(0).ToArray());
        Complete();
        Reachable = states.Count;
    }

    public Symmetry Symmetry { get; }

    /// <summary>How many states are reachable; they have the first numbers.</summary>
    public int Reachable { get; }

    public int Count => states.Count;

    /// <summary>The representatives of the reachable states in which names can be exchanged.</summary>
    public HashSet<Key> Representatives { get; } = [];

    /// <summary>The images of every state in which names can be exchanged, by number.</summary>
    public Dictionary<int, int[]> Images { get; } = [];

    /// <summary>The states in which names can be exchanged that the reduced search reaches.</summary>
    public HashSet<Key> ReducedSearch()
    {
        var (seen, waiting) = (new HashSet<Key>(), new Queue<ulong[]>());
        void Keep()
        {
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                var state = expansion.State(successor).ToArray();
                if (expansion[successor].Violation is null && seen.Add(new Key(state)))
                {
                    waiting.Enqueue(state);
                }
            }
        }

        system.Start(expansion);
        Keep();
        while (waiting.TryDequeue(out var state))
        {
            system.Expand(state, expansion);
            Keep();
        }

        return [.. seen.Where(key => IsRenamable(key.Words)).Select(key => new Key(WithoutMonitors(key.Words)))];
    }

    /// <summary>Adds every renaming of every reachable state, and whatever they can reach.</summary>
    public void AddImages()
    {
        var ofAll = new List<(int State, ulong[][] Images)>();
        for (var number = 0; number < Reachable; number++)
        {
            if (system.Representatives!.Find(states[number]) is >= 0 and var best)
            {
                if (IsRenamable(states[number]))
                {
                    Representatives.Add(new Key(WithoutMonitors(Image(number, best))));
                }

                ofAll.Add((number, [.. Enumerable.Range(0, Symmetry.Count)
                    .Where(renaming => system.Representatives.CanRename(renaming, states[number]))
                    .Select(renaming => Image(number, renaming))]));
            }
        }

        foreach (var (state, images) in ofAll)
        {
            Images[state] = [.. images.Select(Note)];
        }

        Complete();
    }

    /// <summary>
    /// Divides all states into classes of those that can do the same, as coarsely as can be: states in one class break the same, and
    /// have as many successors in each class (Paige and Tarjan 1987 have it faster).
    /// </summary>
    public ulong[] Classes()
    {
        var classes = new ulong[Count];
        for (var number = 0; number < Count; number++)
        {
            classes[number] = Mix(broken[number], Shape(states[number]));
        }

        for (var before = -1; classes.Distinct().Count() is var count && count != before; before = count)
        {
            classes = [.. Enumerable.Range(0, Count).Select(number =>
                successors[number].Select(next => classes[next]).Order().Aggregate(classes[number], Mix))];
        }

        return classes;
    }

    public string Describe(int number) =>
        string.Join(", ", system.Describe(states[number]).Select(value => $"{value.Name} = {value.Value}"));

    // Where names can be exchanged, what the state is but for names.
    private ulong Shape(ulong[] state)
    {
        if (!IsRenamable(state))
        {
            return 0;
        }

        var image = new ulong[system.Width];
        system.Representatives!.Rename(system.Representatives.Find(state), state, image);
        return WithoutMonitors(image).Aggregate(1UL, Mix);
    }

    // Monitors' words do not decide which image stands for a state, so where several images are alike but for them any of these may.
    private ulong[] WithoutMonitors(ulong[] state)
    {
        var (start, length) = system.MonitorWords.GetOffsetAndLength(state.Length);
        return [.. state[..start], .. state[(start + length)..]];
    }

    // By every renaming: where code goes through names in order, there are some that it cannot have.
    private bool IsRenamable(ulong[] state) => system.Representatives!.Find(state) >= 0
        && Enumerable.Range(0, Symmetry.Count).All(renaming => system.Representatives.CanRename(renaming, state));

    private static ulong Mix(ulong hash, ulong word)
    {
        hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
        return (hash ^ (hash >> 31)) * 0xBF58476D1CE4E5B9UL;
    }

    private ulong[] Image(int number, int renaming)
    {
        var image = new ulong[system.Width];
        system.Representatives!.Rename(renaming, states[number], image);
        return image;
    }

    private int Note(ulong[] state)
    {
        if (!numbers.TryGetValue(new Key(state), out var number))
        {
            number = states.Count;
            numbers.Add(new Key(state), number);
            states.Add(state);
        }

        return number;
    }

    private void Complete()
    {
        for (var number = successors.Count; number < states.Count; number++)
        {
            system.ExpandWhole(states[number], expansion, afresh: false);
            var violated = (ulong)(system.Check(states[number])?.Property.Length ?? 0);
            var next = new List<int>();
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                if (expansion[successor].Violation is { } violation)
                {
                    violated = Mix(violated, (ulong)violation.Property.Length);
                }
                else
                {
                    next.Add(Note(expansion.State(successor).ToArray()));
                }
            }

            successors.Add([.. next]);
            broken.Add(violated);
        }
    }

    /// <summary>A state, compared by its words.</summary>
    internal sealed class Key(ulong[] words) : IEquatable<Key>
    {
        public ulong[] Words => words;

        public bool Equals(Key? other) => other is not null && words.AsSpan().SequenceEqual(other.Words);

        public override bool Equals(object? obj) => Equals(obj as Key);

        public override int GetHashCode() => (int)words.Aggregate(17UL, Mix);
    }
}
