using System.Collections.Concurrent;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Structures;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Refinements;

/// <summary>Numbers for the effects of a call so far, in the order of the releases. None is zero.</summary>
[Stateless("Numbers for values, the same for equal ones: no answer depends on which they are.")]
internal sealed class Effects
{
    private readonly Numbers<Row<Effect>> numbers = new();
    private readonly ConcurrentDictionary<(int Effects, Effect Next), int> longer = new();

    public Effects() => numbers.Of(Rows.Of<Effect>([]));

    /// <summary>The effects of a number.</summary>
    public Row<Effect> this[int number] => numbers[number];

    /// <summary>The number of the effects with one more.</summary>
    public int And(int effects, Effect next)
    {
        if (longer.TryGetValue((effects, next), out var known))
        {
            return known;
        }

        var number = numbers.Of(numbers[effects].And(next));
        longer.TryAdd((effects, next), number);
        return number;
    }
}
