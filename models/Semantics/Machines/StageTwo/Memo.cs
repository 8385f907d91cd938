using System.Threading;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// What was worked out, under three words that it depends on. It is found without a lock and without allocating; whoever
/// does not find it works it out himself, so two may, and must come to the same.
/// </summary>
/// <typeparam name="TValue">What was worked out.</typeparam>
[Stateless("Remembered answers, which follow from what was asked.")]
internal sealed class Memo<TValue>
{
    private readonly Lock gate = new();
    private volatile Node?[] slots = new Node?[16];
    private int count;

    public bool TryGet(ulong first, ulong second, ulong third, out TValue value)
    {
        var (all, slot) = (slots, Hash(first, second, third));
        while (Volatile.Read(ref all[slot & (ulong)(all.Length - 1)]) is { } node)
        {
            if (node.First == first && node.Second == second && node.Third == third)
            {
                value = node.Value;
                return true;
            }

            slot++;
        }

        value = default!;
        return false;
    }

    /// <summary>Remembers, and gives back, what was worked out.</summary>
    public TValue Add(ulong first, ulong second, ulong third, TValue value)
    {
        lock (gate)
        {
            if (TryGet(first, second, third, out var known))
            {
                return known;
            }

            // At most half full, so that a search for what is not there ends soon.
            if (2 * ++count > slots.Length)
            {
                var larger = new Node?[2 * slots.Length];
                foreach (var node in slots)
                {
                    if (node is not null)
                    {
                        Put(larger, node);
                    }
                }

                slots = larger;
            }

            Put(slots, new Node(first, second, third, value));
            return value;
        }
    }

    private static void Put(Node?[] all, Node node)
    {
        var slot = Hash(node.First, node.Second, node.Third);
        while (all[slot & (ulong)(all.Length - 1)] is not null)
        {
            slot++;
        }

        Volatile.Write(ref all[slot & (ulong)(all.Length - 1)], node);
    }

    // Products of odd constants, folded: set numbers and word indices differ in few low bits.
    private static ulong Hash(ulong first, ulong second, ulong third)
    {
        var hash = (first ^ (second * 0xC2B2AE3D27D4EB4FUL)) * 0x9E3779B97F4A7C15UL;
        hash = (hash ^ (hash >> 32) ^ (third * 0xFF51AFD7ED558CCDUL)) * 0x9FB21C651E98DF25UL;
        return hash ^ (hash >> 29);
    }

    private sealed record Node(ulong First, ulong Second, ulong Third, TValue Value);
}
