using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.States;

/// <summary>The states that the search has seen. Several workers may add to it at once.</summary>
public abstract class VisitedSet : IDisposable
{
    /// <summary>How many states it holds.</summary>
    public abstract long Count { get; }

    /// <summary>Bytes of memory that it takes.</summary>
    public abstract long Bytes { get; }

    /// <summary>Bits of a state that decide whether it has been seen; null if all of them do.</summary>
    public abstract int? Bits { get; }

    /// <summary>Makes a set.</summary>
    /// <param name="kind">What to keep of a state.</param>
    /// <param name="workers">How many workers will add to it.</param>
    /// <param name="numbered">Whether to give every state a number.</param>
    public static VisitedSet Create(FingerprintKind kind, int workers, bool numbered) =>
        kind == FingerprintKind.Exact ? new ExactSet() : new FingerprintSet(kind, workers, numbered);

    /// <summary>Says that <see cref="Add"/> will soon be called, so that memory can be fetched in the meantime.</summary>
    public virtual void Prepare(Expansion expansion)
    {
    }

    /// <summary>Adds all successors of an expansion, and marks in it which of them are new.</summary>
    /// <param name="expansion">The successors.</param>
    /// <param name="worker">Which worker adds them.</param>
    public abstract void Add(Expansion expansion, int worker);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives memory back.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
