namespace Interlock.Semantics.Transitions;

/// <summary>
/// Splits the states of a system into named places, to find the places that take ever new values. Used for messages and for the
/// decision that a search will not end, never for a verdict. Not thread-safe.
/// </summary>
public abstract class StateParts
{
    /// <summary>The places met so far, by number.</summary>
    public abstract IReadOnlyList<StatePlace> Places { get; }

    /// <summary>Splits a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The value of each place; states that differ only in these values have the same places in the same order.</returns>
    public abstract IReadOnlyList<StatePart> Of(ReadOnlySpan<ulong> state);

    /// <summary>The same state with increased numbers in some places.</summary>
    /// <param name="state">The state.</param>
    /// <param name="by">The increments by place; only places that hold numbers.</param>
    public abstract ulong[] Moved(ReadOnlySpan<ulong> state, IReadOnlyDictionary<int, ulong> by);

    /// <summary>The depth of an actor's suspended calls.</summary>
    public abstract int DepthOf(ReadOnlySpan<ulong> state, int actor);

    /// <summary>
    /// A number that is equal for two states that differ only in the callers of an actor's innermost method.
    /// </summary>
    public abstract ulong InnermostOf(ReadOnlySpan<ulong> state, int actor);

    /// <summary>The name of an actor's innermost method, and where it is suspended.</summary>
    public abstract string MethodOf(ReadOnlySpan<ulong> state, int actor);
}

/// <summary>The value of a place in a state.</summary>
/// <param name="Place">The number of the place.</param>
/// <param name="Value">The value; for content that is not a number, a number that is equal for equal content.</param>
public readonly record struct StatePart(int Place, ulong Value);

/// <summary>A place of a state.</summary>
/// <param name="Key">A key that is equal for the same place of different vCPUs.</param>
/// <param name="Bits">The width of its number, 32 or 64; zero if it holds no number, or one that wraps earlier.</param>
/// <param name="Describe">Describes the place for a reader; called with two states in which it differs, once it is found to grow.</param>
public sealed record StatePlace(string Key, int Bits, Func<ulong[], ulong[], GrowingPlace> Describe);

/// <summary>A place that takes ever new values in a search.</summary>
/// <param name="Name">Its name, with file and line of its declaration.</param>
/// <param name="Cure">The usual remedy.</param>
public sealed record GrowingPlace(string Name, string Cure);
