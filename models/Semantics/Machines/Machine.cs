using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Machines;

/// <summary>What operations do: a memory model and the machine state that goes with it. Holds no state itself.</summary>
public abstract class Machine
{
    /// <summary>The name that reports and traces carry.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Whether a load, a store or an atomic of a word that the machine does not <see cref="Walks">walk</see> has one outcome,
    /// concerns that word and nothing else, and takes effect at once for everybody. Lock regions can be merged only then.
    /// </summary>
    public virtual bool HasMovers => false;

    /// <summary>
    /// What executions on this machine are spared that code may meet elsewhere, a sentence each, as far as these operations are concerned:
    /// a verdict says so.
    /// </summary>
    /// <param name="met">The operations that the code has come to.</param>
    /// <param name="licences">What the environment is allowed to do: it was not assumed not to.</param>
    public abstract IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met, Licences licences);

    /// <summary>Words of state that the machine needs beside memory, for a number of vCPUs.</summary>
    public abstract int OwnWords(int vcpus);

    /// <summary>Whether the machine itself reads a word at any time, whoever holds which lock: a table walker does.</summary>
    public virtual bool Walks(Address word) => false;

    /// <summary>
    /// Whether a barrier, or a write of a register, has one outcome and commutes with whatever other vCPUs can do next to it, as long as
    /// this vCPU holds the lock without which nobody else writes what is walked, invalidates or waits for an invalidation.
    /// </summary>
    /// <param name="own">The machine's own words.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    /// <param name="operation">The operation of the vCPU that holds the lock.</param>
    public virtual bool IsLocalUnderLock(ReadOnlySpan<ulong> own, int vcpus, Operation operation) => false;

    /// <summary>Enumerates the outcomes of a pending operation; see <see cref="Turn"/>.</summary>
    public abstract void Outcomes(Turn turn);

    /// <summary>Why a vCPU cannot take a step although it has an operation, for a reader; null if it is not asleep.</summary>
    /// <param name="own">The machine's own words.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="pending">Its operation.</param>
    public abstract string? Asleep(ReadOnlySpan<ulong> own, int vcpu, Operation pending);

    /// <summary>What a vCPU translates by, for who draws a state; null if the machine does not translate.</summary>
    /// <param name="memory">A state of a program on this machine.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="nameOf">What a reader calls a word.</param>
    public virtual VcpuView? View(Memory memory, int vcpu, Func<Address, string> nameOf) => null;

    /// <summary>How a guest's access was translated in a state, for who draws it.</summary>
    /// <param name="memory">The state before the access.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="access">One of the outcomes of its operation.</param>
    /// <param name="nameOf">What a reader calls a word.</param>
    public virtual GuestTranslation Translate(Memory memory, int vcpu, in GuestAccess access, Func<Address, string> nameOf) =>
        new(access, [], []);

    /// <summary>What an operation that was performed has accessed, for a reader; a guest's access not.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="hasMatched">Of a compare-exchange: whether the word held what was expected.</param>
    /// <param name="result">What it answered.</param>
    /// <param name="word">The name of the word that it concerns; empty if it concerns none.</param>
    public abstract IReadOnlyList<NamedAccess> Accesses(Operation operation, bool hasMatched, ulong result, string word);

    /// <summary>What a step accesses that the environment takes for no reason, for a reader; see <see cref="Licences"/>.</summary>
    /// <param name="operation">The operation that it lets go on.</param>
    public virtual IReadOnlyList<NamedAccess> UnprovokedAccesses(Operation operation) => [];

    /// <summary>
    /// The words from which hardware took the translation of a guest's access, now or when it cached it; of a fault, the words that
    /// translate nothing.
    /// </summary>
    /// <param name="before">The state before the access.</param>
    /// <param name="vcpu">Where the guest runs.</param>
    /// <param name="access">The access.</param>
    public virtual IReadOnlyList<Address> TranslatedBy(Memory before, int vcpu, in GuestAccess access) => [];

    /// <summary>The words from which hardware may have cached a translation for a vCPU in a step, that it could not hold before.</summary>
    /// <param name="before">The state before the step.</param>
    /// <param name="after">The state after it.</param>
    /// <param name="vcpu">The vCPU.</param>
    public virtual IReadOnlyList<Address> Cached(Memory before, Memory after, int vcpu) => [];

    /// <summary>The machine's own words, for a reader.</summary>
    public abstract IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own, int vcpus);
}
