using Interlock.Models.Systems;

namespace Interlock.Explorer.Liveness;

/// <summary>
/// The edges that one worker has seen, each with whose step it is: eight bytes an edge. A record is the state, how many
/// edges leave it, the liveness goals and triggers that hold in it, the edges' targets, and their labels.
/// </summary>
internal sealed class LabelledLog
{
    /// <summary>Words of a record before its edges.</summary>
    public const int Header = 4;

    private const int ChunkWords = 1 << 20;

    private readonly IReadOnlyList<LivenessProperty> properties;
    private readonly List<(uint[] Words, int Used)> full = [];
    private readonly List<uint> initial = [];
    private uint[] words = new uint[4096];
    private int used;

    public LabelledLog(TransitionSystem system)
    {
        properties = system.Liveness;
        if (properties.Count > 32 || system.Actors.Count > 64)
        {
            throw new NotSupportedException(
                $"liveness is checked for at most 32 properties and 64 actors, not {properties.Count} and {system.Actors.Count}.");
        }
    }

    /// <summary>The initial states, in the system's order.</summary>
    public IReadOnlyList<uint> Initial => initial;

    /// <summary>The records, in chunks with how many of their words are used.</summary>
    public IEnumerable<(uint[] Words, int Used)> Chunks => full.Append((words, used));

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
            record[2] |= goal(expansion.Parent) ? 1U << index : 0;
            record[3] |= trigger is null || trigger(expansion.Parent) ? 1U << index : 0;
        }

        for (var index = 0; index < count; index++)
        {
            record[Header + index] = expansion[index].Id;
            record[Header + count + index] = LabelOf(expansion[index].Actor, expansion[index].Choice, expansion[index].IsUnprovoked);
        }
    }
}
