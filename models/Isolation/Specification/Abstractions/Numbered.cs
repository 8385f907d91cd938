using System.Collections.Concurrent;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>
/// Numbers for the readings of a component, the same for equal ones, so that a component is one word of a state. What it is at boot
/// is zero. Words that have been read before cost one look-up.
/// </summary>
[Stateless("Numbers for values, the same for equal ones: no answer depends on which they are.")]
internal sealed class Numbered<T>
    where T : class
{
    private readonly IAbstraction<T> abstraction;
    private readonly ConcurrentDictionary<ulong[], int>.AlternateLookup<ReadOnlySpan<ulong>> known =
        new ConcurrentDictionary<ulong[], int>(new WordsByContent()).GetAlternateLookup<ReadOnlySpan<ulong>>();

    private readonly Numbers<Reading<T>> numbers = new();

    /// <summary>Numbers for what an abstraction reads.</summary>
    /// <param name="abstraction">Who reads.</param>
    /// <param name="boot">The words at boot.</param>
    public Numbered(IAbstraction<T> abstraction, PeekedWords boot)
    {
        this.abstraction = abstraction;
        NumberOf(boot);
    }

    /// <summary>The reading of a number.</summary>
    public Reading<T> this[int number] => numbers[number];

    /// <summary>The number of a reading without a flaw.</summary>
    public int NumberOf(T state) => numbers.Of(new Reading<T>(state, null));

    /// <summary>The number of what words mean.</summary>
    public int NumberOf<TWords>(TWords words)
        where TWords : IWords, allows ref struct
    {
        Span<ulong> gathered = stackalloc ulong[abstraction.Capacity];
        gathered = gathered[..abstraction.Gather(words, gathered)];
        if (known.TryGetValue(gathered, out var number))
        {
            return number;
        }

        number = numbers.Of(abstraction.Read(words));
        known.TryAdd(gathered, number);
        return number;
    }
}
