using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>
/// An automaton over the steps of a program: it receives the events of the code and the accesses to watched words. Its
/// state is words of the explored state; the object itself holds no state and is shared by all workers.
/// </summary>
public abstract class PropertyMonitor
{
    /// <summary>The name of the property that it checks.</summary>
    public abstract string Property { get; }

    /// <summary>The names of all properties that it checks, if there are several.</summary>
    public virtual IReadOnlyList<string> Properties => [Property];

    /// <summary>
    /// The situations in which its properties could fail, at least one per property; the monitor reports each occurrence by
    /// <see cref="Observation.Try"/>. A verdict claims no property that was never exercised. If any step can violate a property,
    /// use <see cref="Trial.InEveryStep"/>, which states the reason.
    /// </summary>
    public abstract IReadOnlyList<Trial> Trials { get; }

    /// <summary>The number of words of state that it needs; each starts at zero.</summary>
    public virtual int StateWords => 0;

    /// <summary>The names of its witnesses, each of which must be seen at least once.</summary>
    public virtual IReadOnlyList<string> Witnesses => [];

    /// <summary>The words of memory whose accesses it watches.</summary>
    public virtual IReadOnlyList<Address> Watched => [];

    /// <summary>Whether it receives loads of watched words too; it always receives operations that may write them.</summary>
    public virtual bool WatchesLoads => true;

    /// <summary>Whether it receives the outcomes of guest accesses.</summary>
    public virtual bool WatchesGuests => false;

    /// <summary>Whether it receives TLBI, DSB, ISB and writes of VTTBR_EL2.</summary>
    public virtual bool WatchesMaintenance => false;

    /// <summary>
    /// Whether its reaction to an access commutes with steps of other vCPUs, as the access itself does under its locks: then
    /// merged lock regions may contain watched accesses. This holds if at an access the monitor reads only words guarded by a
    /// lock that the vCPU holds before the access, and touches each word of its own state only under such a lock. An access
    /// watched by a monitor without this promise is never moved.
    /// </summary>
    public virtual bool CommutesUnderLocks => false;

    /// <summary>
    /// Whether the order of this event and of another commuting event, of two vCPUs, makes no difference to its state and its verdict.
    /// Events before the first operations of the vCPUs are explored in every order otherwise.
    /// </summary>
    /// <param name="note">The event.</param>
    public virtual bool Commutes(Note note) => false;

    /// <summary>
    /// Whether names in its state can be permuted. Only then may the search replace a state by another one of its orbit. By
    /// default a state of zeros can be permuted, and no other.
    /// </summary>
    /// <param name="words">The words of its state.</param>
    public virtual bool IsRenamable(ReadOnlySpan<ulong> words) => !words.ContainsAnyExcept(0UL);

    /// <summary>Permutes the names in its state, for which <see cref="IsRenamable"/> holds; zeros stay zeros.</summary>
    /// <param name="symmetry">The symmetry.</param>
    /// <param name="renaming">The index of the permutation.</param>
    /// <param name="image">Memory and the machine after the permutation.</param>
    /// <param name="words">The words of its state, to be replaced in place.</param>
    public virtual void Rename(Symmetry symmetry, int renaming, Memory image, Span<ulong> words)
    {
    }

    /// <summary>Called with each event of a vCPU's code.</summary>
    public virtual void OnNote(Observation step, int vcpu, Note note)
    {
    }

    /// <summary>Called after an operation on a watched word, before the vCPU's code continues.</summary>
    public virtual void OnAccess(Observation step, int vcpu, Operation operation)
    {
    }

    /// <summary>Called with an outcome of a guest access, before the vCPU's code continues.</summary>
    public virtual void OnGuestAccess(Observation step, int vcpu, GuestAccess access)
    {
    }

    /// <summary>
    /// Called after a TLBI, a DSB, an ISB or a write of VTTBR_EL2, before the vCPU's code continues.
    /// </summary>
    public virtual void OnMaintenance(Observation step, int vcpu, Operation operation)
    {
    }

    /// <summary>Called when a vCPU has fallen asleep on a watched word.</summary>
    public virtual void OnSleep(Observation step, int vcpu, Operation operation)
    {
    }
}
