using System.Threading;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// One object for equal sets, with a number, so that a set is one word of a state. The empty set is zero. A number is found
/// without a lock, by whoever got it from a state or from one who made it.
/// </summary>
/// <typeparam name="T">The elements.</typeparam>
/// <typeparam name="TSet">The sets.</typeparam>
[Stateless("Numbers for values, the same for equal ones: no answer depends on which they are.")]
internal sealed class Interned<T, TSet>
    where T : struct, IComparable<T>, IEquatable<T>
    where TSet : class
{
    private readonly Func<ulong, T[], TSet> make;
    private readonly Lock gate = new();
    private readonly Dictionary<T[], TSet> byContent = new(new ContentComparer());
    private volatile TSet[] byNumber = new TSet[16];

    /// <param name="make">Makes a set of its number and its elements, which are in order and distinct.</param>
    public Interned(Func<ulong, T[], TSet> make)
    {
        this.make = make;
        Empty = Of([]);
    }

    public TSet Empty { get; }

    public TSet this[ulong number] => byNumber[number];

    public TSet Of(IEnumerable<T> elements)
    {
        T[] content = [.. elements.Distinct().Order()];
        lock (gate)
        {
            if (!byContent.TryGetValue(content, out var set))
            {
                var number = byContent.Count;
                if (number == byNumber.Length)
                {
                    var larger = new TSet[2 * number];
                    byNumber.CopyTo(larger, 0);
                    byNumber = larger;
                }

                set = make((ulong)number, content);
                byNumber[number] = set;
                byContent.Add(content, set);
            }

            return set;
        }
    }

    private sealed class ContentComparer : IEqualityComparer<T[]>
    {
        public bool Equals(T[]? x, T[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(T[] elements)
        {
            var hash = elements.Length;
            foreach (var element in elements)
            {
                hash = unchecked((hash * 31) + element.GetHashCode());
            }

            return hash;
        }
    }
}
