namespace Interlock.Semantics.Transitions;

/// <summary>
/// The states of a system taken apart into named places, so that it can be told which of them take ever new values. For messages and for
/// the decision that a search will not end, never for a verdict. Not for several threads at once.
/// </summary>
public abstract class StateParts
{
    /// <summary>The places met so far, by number.</summary>
    public abstract IReadOnlyList<StatePlace> Places { get; }

    /// <summary>Takes a state apart.</summary>
    /// <param name="state">The state.</param>
    /// <returns>What each of its places holds; the same places in the same order for states that differ only in what these hold.</returns>
    public abstract IReadOnlyList<StatePart> Of(ReadOnlySpan<ulong> state);

    /// <summary>The same state with other numbers in some places.</summary>
    /// <param name="state">The state.</param>
    /// <param name="by">What to add, by place; to those of numbers only.</param>
    public abstract ulong[] Moved(ReadOnlySpan<ulong> state, IReadOnlyDictionary<int, ulong> by);

    /// <summary>How many methods of an actor are suspended in each other.</summary>
    public abstract int DepthOf(ReadOnlySpan<ulong> state, int actor);

    /// <summary>
    /// A number that is the same for two states if they are the same but for the methods of an actor that wait for its innermost one.
    /// </summary>
    public abstract ulong InnermostOf(ReadOnlySpan<ulong> state, int actor);

    /// <summary>What an actor's innermost method is, and where it is suspended.</summary>
    public abstract string MethodOf(ReadOnlySpan<ulong> state, int actor);
}

/// <summary>What a place of a state holds.</summary>
/// <param name="Place">The place, by number.</param>
/// <param name="Value">What it holds; of what is no number, one that is the same for equal content.</param>
public readonly record struct StatePart(int Place, ulong Value);

/// <summary>A place of a state.</summary>
/// <param name="Key">What is the same place of a program, whichever vCPU's.</param>
/// <param name="Bits">How wide a number it holds, 32 or 64; zero if it is no number, or one that wraps earlier.</param>
/// <param name="Describe">What it is, for a reader: called when its values have been found to grow, with two states in which it differs.</param>
public sealed record StatePlace(string Key, int Bits, Func<ulong[], ulong[], GrowingPlace> Describe);

/// <summary>A place of which a search has found that it takes ever new values.</summary>
/// <param name="Name">What it is, with file and line where it is declared.</param>
/// <param name="Cure">What is usually done about it.</param>
public sealed record GrowingPlace(string Name, string Cure);
