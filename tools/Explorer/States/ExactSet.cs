using System.Collections.Concurrent;
using System.Threading;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.States;

/// <summary>Keeps whole states. Slower and larger than fingerprints, and never wrong.</summary>
internal sealed class ExactSet : VisitedSet
{
    private readonly ConcurrentDictionary<ulong[], uint> states = new(new StateComparer());
    private readonly ConcurrentDictionary<ulong[], uint>.AlternateLookup<ReadOnlySpan<ulong>> lookup;
    private uint numbers;
    private long bytes;

    public ExactSet() => lookup = states.GetAlternateLookup<ReadOnlySpan<ulong>>();

    public override long Count => states.Count;

    public override long Bytes => Volatile.Read(ref bytes);

    public override int? Bits => null;

    public override void Add(Expansion expansion, int worker)
    {
        for (var index = 0; index < expansion.Count; index++)
        {
            ref var successor = ref expansion[index];
            var state = expansion.State(index);
            successor.IsNew = false;
            if (!lookup.TryGetValue(state, out successor.Id))
            {
                // A number taken in vain, when another worker is first, is left unused.
                var number = Interlocked.Increment(ref numbers) - 1;
                successor.IsNew = lookup.TryAdd(state, number);
                successor.Id = successor.IsNew ? number : lookup[state];
                Interlocked.Add(ref bytes, successor.IsNew ? (state.Length * sizeof(ulong)) + 64 : 0);
            }
        }
    }

    private sealed class StateComparer : IEqualityComparer<ulong[]>, IAlternateEqualityComparer<ReadOnlySpan<ulong>, ulong[]>
    {
        public bool Equals(ulong[]? x, ulong[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(ulong[] state) => GetHashCode(state.AsSpan());

        public bool Equals(ReadOnlySpan<ulong> alternate, ulong[] other) => alternate.SequenceEqual(other);

        public ulong[] Create(ReadOnlySpan<ulong> alternate) => alternate.ToArray();

        // Any hash will do here: equality is decided on whole states.
        public int GetHashCode(ReadOnlySpan<ulong> state)
        {
            var hash = (ulong)state.Length;
            foreach (var word in state)
            {
                hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
                hash ^= hash >> 31;
            }

            return (int)(hash ^ (hash >> 32));
        }
    }
}
