using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Machines;

/// <summary>
/// What guests' accesses, walks of tables, TLBIs and barriers may do: one of the two parts of a <see cref="Machine"/>. Its own words begin
/// after those of <see cref="Waiting"/>. Holds no state itself.
/// </summary>
public abstract class Translation
{
    /// <summary>What it adds to the machine's name.</summary>
    public abstract string Name { get; }

    /// <summary>Whether words that are not walked are accessed as without it; see <see cref="Machine.HasMovers"/>.</summary>
    public virtual bool HasMovers => true;

    /// <summary>What executions are spared that code may meet elsewhere, a sentence each; see <see cref="Machine.Assumptions"/>.</summary>
    /// <param name="met">The operations that the code has come to.</param>
    public abstract IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met);

    /// <summary>The property that it itself finds broken; see <see cref="Machine.OwnProperty"/>.</summary>
    public virtual (string Name, string Condition)? OwnProperty => null;

    /// <summary>Words of state that it needs, for a number of vCPUs.</summary>
    public abstract int OwnWords(int vcpus);

    /// <summary>See <see cref="Machine.Walks"/>.</summary>
    public abstract bool Walks(Address word);

    /// <summary>See <see cref="Machine.IsLocalUnderLock"/>.</summary>
    public virtual bool IsLocalUnderLock(ReadOnlySpan<ulong> own, int vcpus, Operation operation) => false;

    /// <summary>Enumerates the outcomes of a pending operation if it is one of the translation's.</summary>
    /// <returns>Whether it is; if not, it is the memory model's.</returns>
    public abstract bool Outcomes(Turn turn);

    /// <summary>Hears that a word of memory has been written in the outcome that has been begun.</summary>
    public abstract void OnWrite(Turn turn, Address address);

    /// <summary>See <see cref="Machine.View"/>.</summary>
    public virtual VcpuView? View(Memory memory, int vcpu, Func<Address, string> nameOf) => null;

    /// <summary>See <see cref="Machine.Translate"/>.</summary>
    public virtual GuestTranslation Translate(Memory memory, int vcpu, in GuestAccess access, Func<Address, string> nameOf) =>
        new(access, [], []);

    /// <summary>See <see cref="Machine.TranslatedBy"/>.</summary>
    public virtual IReadOnlyList<Address> TranslatedBy(Memory before, int vcpu, in GuestAccess access) => [];

    /// <summary>See <see cref="Machine.Cached"/>.</summary>
    public virtual IReadOnlyList<Address> Cached(Memory before, Memory after, int vcpu) => [];

    /// <summary>Its own words, for a reader.</summary>
    /// <param name="own">All of the machine's own words.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    public abstract IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own, int vcpus);

    /// <summary>What its own words mean to a reader, by name.</summary>
    /// <param name="vcpus">The number of vCPUs.</param>
    public virtual IEnumerable<KeyValuePair<string, WordMeaning>> Meanings(int vcpus) => [];
}
