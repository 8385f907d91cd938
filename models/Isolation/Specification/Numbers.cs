using System.Collections.Concurrent;
using System.Threading;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Specifications;

/// <summary>Numbers for values, the same for equal ones, so that a value is one word of a state. The first value is zero.</summary>
/// <typeparam name="T">The values; immutable, compared by content.</typeparam>
[Stateless("Numbers for values, the same for equal ones: no answer depends on which they are.")]
internal sealed class Numbers<T>
    where T : notnull
{
    private readonly ConcurrentDictionary<T, int> numbers = new();
    private readonly ConcurrentDictionary<int, T> values = new();
    private int last = -1;

    /// <summary>The value of a number.</summary>
    public T this[int number] => values[number];

    /// <summary>The number of a value.</summary>
    public int Of(T value)
    {
        if (numbers.TryGetValue(value, out var known))
        {
            return known;
        }

        // Two workers may take two numbers for one value; the one that the dictionary keeps is the value's.
        var fresh = Interlocked.Increment(ref last);
        values[fresh] = value;
        return numbers.GetOrAdd(value, fresh);
    }
}
