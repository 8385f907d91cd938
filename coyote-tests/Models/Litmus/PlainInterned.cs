using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>Numbers for sets, the same for equal sets, so that a set is one word of a state. The empty set is zero.</summary>
/// <typeparam name="T">The elements.</typeparam>
[Stateless("Numbers for values, the same for equal ones: no answer depends on which they are.")]
internal sealed class PlainInterned<T>
    where T : IComparable<T>, IEquatable<T>
{
    private readonly ConcurrentDictionary<ImmutableSortedSet<T>, ulong> numbers = new(new ByContent());
    private readonly ConcurrentDictionary<ulong, ImmutableSortedSet<T>> sets = new();
    private long last;

    public PlainInterned()
    {
        numbers[[]] = 0;
        sets[0] = [];
    }

    public ImmutableSortedSet<T> this[ulong number] => sets[number];

    public ulong NumberOf(ImmutableSortedSet<T> set)
    {
        if (numbers.TryGetValue(set, out var known))
        {
            return known;
        }

        // Two workers may take two numbers for one set; the one that the dictionary keeps is the set's.
        var number = (ulong)Interlocked.Increment(ref last);
        sets[number] = set;
        return numbers.GetOrAdd(set, number);
    }

    private sealed class ByContent : IEqualityComparer<ImmutableSortedSet<T>>
    {
        public bool Equals(ImmutableSortedSet<T>? x, ImmutableSortedSet<T>? y) => x!.SequenceEqual(y!);

        public int GetHashCode(ImmutableSortedSet<T> set)
        {
            var hash = set.Count;
            foreach (var element in set)
            {
                hash = unchecked((hash * 31) + element.GetHashCode());
            }

            return hash;
        }
    }
}
