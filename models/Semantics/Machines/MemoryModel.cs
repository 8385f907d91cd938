using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.Semantics.Machines;

/// <summary>
/// What loads, stores, atomics, fences and waits may do: one of the two parts of a <see cref="Machine"/>. Holds no state itself.
/// </summary>
public abstract class MemoryModel
{
    /// <summary>The name that options, reports and traces carry.</summary>
    public abstract string Name { get; }

    /// <summary>See <see cref="Machine.HasMovers"/>.</summary>
    public virtual bool HasMovers => false;

    /// <summary>What executions are spared that code may meet elsewhere, a sentence each; see <see cref="Machine.Assumptions"/>.</summary>
    /// <param name="met">The operations that the code has come to.</param>
    public abstract IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met);

    /// <summary>Enumerates the outcomes of a pending operation that is not the translation's.</summary>
    /// <param name="turn">The operation, in a state.</param>
    /// <param name="translation">What hears of each write of a word of memory; null for nobody.</param>
    /// <exception cref="Interlock.Sync.Stepping.UnsupportedStateException">The model has no such operation.</exception>
    public abstract void Outcomes(Turn turn, Translation? translation);
}
