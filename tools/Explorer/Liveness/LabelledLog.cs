using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Liveness;

/// <summary>
/// The edges that one worker has seen, each with whose step it is: eight bytes an edge. A record is the state, how many
/// edges leave it, the liveness goals and triggers that hold in it (a bit each), the edges' targets, and their labels.
/// </summary>
internal sealed class LabelledLog
{
    private const int ChunkWords = 1 << 20;

    private readonly IReadOnlyList<LivenessProperty> properties;
    private readonly List<(uint[] Words, int Used)> full = [];
    private readonly List<uint> initial = [];
    private uint[] words = new uint[4096];
    private int used;

    public LabelledLog(TransitionSystem system)
    {
        properties = system.Liveness;
        WordsOfSet = Math.Max(1, (properties.Count + 31) / 32);
        if (system.Actors.Count > 64)
        {
            throw new NotSupportedException($"liveness is checked for at most 64 actors, not {system.Actors.Count}.");
        }
    }

    /// <summary>Words that say for each property whether something holds.</summary>
    public int WordsOfSet { get; }

    /// <summary>Words of a record before its edges.</summary>
    public int Header => HeaderOf(WordsOfSet);

    /// <summary>The initial states, in the system's order.</summary>
    public IReadOnlyList<uint> Initial => initial;

    /// <summary>The records, in chunks with how many of their words are used.</summary>
    public IEnumerable<(uint[] Words, int Used)> Chunks => full.Append((words, used));

    public static int HeaderOf(int wordsOfSet) => 2 + (2 * wordsOfSet);

    private const uint Unprovoked = 1U << 31;

    public static uint LabelOf(int actor, int outcome, bool isUnprovoked) =>
        (uint)actor | ((uint)outcome << 8) | (isUnprovoked ? Unprovoked : 0);

    public static int ActorOf(uint label) => (int)(label & 0xFF);

    public static int OutcomeOf(uint label) => (int)((label & ~Unprovoked) >> 8);

    public static bool IsUnprovoked(uint label) => (label & Unprovoked) != 0;

    /// <summary>Takes down the initial states.</summary>
    public void Begin(Expansion expansion)
    {
        for (var index = 0; index < expansion.Count; index++)
        {
            initial.Add(expansion[index].Id);
        }
    }

    /// <summary>Takes down an expanded state.</summary>
    public void Add(uint state, Expansion expansion)
    {
        var count = expansion.Count;
        var size = Header + (2 * count);
        if (used + size > words.Length)
        {
            full.Add((words, used));
            words = new uint[Math.Max(ChunkWords, size)];
            used = 0;
        }

        var record = words.AsSpan(used, size);
        used += size;
        (record[0], record[1]) = (state, (uint)count);
        for (var index = 0; index < properties.Count; index++)
        {
            var (goal, trigger) = (properties[index].Goal, properties[index].Trigger);
            var (word, bit) = (2 + (index / 32), 1U << (index % 32));
            record[word] |= goal(expansion.Parent) ? bit : 0;
            record[word + WordsOfSet] |= trigger is null || trigger(expansion.Parent) ? bit : 0;
        }

        for (var index = 0; index < count; index++)
        {
            record[Header + index] = expansion[index].Id;
            record[Header + count + index] = LabelOf(expansion[index].Actor, expansion[index].Choice, expansion[index].IsUnprovoked);
        }
    }
}
