using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Machines;

/// <summary>
/// What loads, stores, atomics, fences and waits may do: one of the two parts of a <see cref="Machine"/>. Holds no state itself.
/// </summary>
public abstract class MemoryModel
{
    /// <summary>The name that options, reports and traces carry.</summary>
    public abstract string Name { get; }

    /// <summary>What a verdict says of the model in brackets: the model, its profile and what was left out.</summary>
    public virtual string Terms => Name;

    /// <summary>How many own words of the machine it needs, after those of the translation.</summary>
    public virtual int OwnWords => 0;

    /// <summary>How many buffers take steps of their own.</summary>
    public virtual int Buffers => 0;

    /// <summary>The bound that executions have met so far; null if none.</summary>
    public virtual MemoryBound? Met => null;

    /// <summary>See <see cref="Machine.HasMovers"/>.</summary>
    public virtual bool HasMovers => false;

    /// <summary>What executions are spared that code may meet elsewhere, a sentence each; see <see cref="Machine.Assumptions"/>.</summary>
    /// <param name="met">The operations that the code has come to.</param>
    public abstract IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met);

    /// <summary>The model for a program, whose words and vCPUs it may need to know.</summary>
    /// <exception cref="Interlock.Sync.Stepping.UnsupportedStateException">The program asks for what is not explored under this model.</exception>
    public virtual MemoryModel For(ConcurrentProgram of) => this;

    /// <summary>The model for programs whose rounds end: with a bound that these do not meet.</summary>
    public virtual MemoryModel ForEnds() => this;

    /// <summary>What its own word holds at first.</summary>
    /// <param name="ended">The vCPUs without code, a bit each.</param>
    public virtual ulong Beginning(ulong ended) => 0;

    /// <summary>Whether every write has reached memory.</summary>
    /// <param name="own">The machine's own words.</param>
    public virtual bool IsAtRest(ReadOnlySpan<ulong> own) => true;

    /// <summary>See <see cref="Machine.ReadBy"/>.</summary>
    public virtual ulong ReadBy(ReadOnlySpan<ulong> own, int vcpu, Address address, ulong held) => held;

    /// <summary>Fills in the step of a buffer; no outcome if it is empty.</summary>
    /// <param name="turn">Whose turn it is: the buffer's.</param>
    /// <param name="buffer">The buffer, by its vCPU.</param>
    public virtual void Drain(Turn turn, int buffer)
    {
    }

    /// <summary>What a buffer's step does, for a reader.</summary>
    public virtual string DrainText(ReadOnlySpan<ulong> own, int buffer) => string.Empty;

    /// <summary>The word of memory that a buffer's step writes; negative if it has no step.</summary>
    public virtual int DrainedWord(ReadOnlySpan<ulong> own, int buffer) => -1;

    /// <summary>Its own words, for a reader.</summary>
    /// <param name="own">The machine's own words.</param>
    public virtual IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own) => [];

    /// <summary>Enumerates the outcomes of a pending operation that is not the translation's.</summary>
    /// <param name="turn">The operation, in a state.</param>
    /// <param name="translation">What hears of each write of a word of memory; null for nobody.</param>
    /// <exception cref="Interlock.Sync.Stepping.UnsupportedStateException">The model has no such operation.</exception>
    public abstract void Outcomes(Turn turn, Translation? translation);
}
