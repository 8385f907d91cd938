using System.Runtime.InteropServices;
using Interlock.Explorer.States;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Walks;

/// <summary>
/// What walks have seen: which states, and how often each word of a state was given each value. It changes only between
/// rounds of walks, and what it says does not depend on the order in which continuations were numbered.
/// </summary>
internal sealed class Familiarity : IDisposable
{
    // Beyond it, values that are not known yet stay unknown: guidance gets blunt, nothing is missed.
    private const int MostValues = 1 << 20;

    // Growing takes more than twice of what the set takes; with it, what else there is still fits below the limit at which
    // every search stops.
    private const double MemoryShare = 0.25;

    private readonly FingerprintSet states = new(FingerprintKind.Bits64, workers: 1, numbered: false);
    private readonly Dictionary<ulong, int> counts = [];
    private readonly ulong[] keys;
    private readonly double mostBytes;

    /// <summary>Nothing has been seen yet.</summary>
    /// <param name="width">Words of a state.</param>
    /// <param name="mostBytes">What the states may take, so that none is added beyond it; a share of the machine's memory if null.</param>
    public Familiarity(int width, long? mostBytes = null)
    {
        var numbers = new SplitMix(0x8CB92BA72F3D8DD7UL);
        keys = [.. Enumerable.Range(0, width).Select(_ => numbers.Next())];
        this.mostBytes = mostBytes ?? (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * MemoryShare);
    }

    /// <summary>How many distinct states are known.</summary>
    public long States => states.Count;

    /// <summary>Bytes that it takes to know them.</summary>
    public long Bytes => states.Bytes;

    /// <summary>Whether there was no memory for more.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Says that states will soon be asked for.</summary>
    public void Prepare(Expansion expansion) => states.Prepare(expansion);

    /// <summary>Whether a walk of an earlier round came through a state.</summary>
    public bool Knows(ulong fingerprint) => states.Contains(fingerprint);

    /// <summary>A word of the state with a value, as one number.</summary>
    public ulong Value(int position, ulong value) => new SplitMix(keys[position] ^ value).Next();

    /// <summary>How often steps of earlier rounds gave a word this value.</summary>
    public int Count(ulong value) => counts.GetValueOrDefault(value);

    /// <summary>Adds what a walk has seen.</summary>
    public void Learn(Walk walk)
    {
        if (!IsFull)
        {
            states.Add(CollectionsMarshal.AsSpan(walk.States), 0);
            IsFull = states.Bytes > mostBytes;
        }

        foreach (var value in walk.Values)
        {
            Meet(value);
        }
    }

    /// <summary>Counts a value once more.</summary>
    public void Meet(ulong value)
    {
        if (counts.TryGetValue(value, out var count))
        {
            counts[value] = count == int.MaxValue ? count : count + 1;
        }
        else if (counts.Count < MostValues)
        {
            counts.Add(value, 1);
        }
    }

    public void Dispose() => states.Dispose();
}
