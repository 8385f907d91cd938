using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.Symmetries;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>
/// An automaton that watches a program run: what its code remarks, and accesses to words it cares about. Its state is
/// words of the explored state; the object itself holds none and is shared by all workers.
/// </summary>
public abstract class PropertyMonitor
{
    /// <summary>The property that it watches over.</summary>
    public abstract string Property { get; }

    /// <summary>All the properties that it may find broken, if there are more.</summary>
    public virtual IReadOnlyList<string> Properties => [Property];

    /// <summary>
    /// What it must have seen in order to be able to fail, of each of its properties at least one thing; it says so with
    /// <see cref="Observation.Try"/> when it sees it. A verdict claims no property that was never put to the test. Where truly any step can
    /// break a property, <see cref="Trial.InEveryStep"/> says why.
    /// </summary>
    public abstract IReadOnlyList<Trial> Trials { get; }

    /// <summary>Words of state that it needs; each starts at zero.</summary>
    public virtual int StateWords => 0;

    /// <summary>What it can see that must be seen at least once.</summary>
    public virtual IReadOnlyList<string> Witnesses => [];

    /// <summary>The words of memory whose accesses it watches.</summary>
    public virtual IReadOnlyList<Address> Watched => [];

    /// <summary>Whether it is shown loads of the words that it watches, beside what may write them.</summary>
    public virtual bool WatchesLoads => true;

    /// <summary>Whether it is shown what guests' accesses meet.</summary>
    public virtual bool WatchesGuests => false;

    /// <summary>Whether it is shown TLBI, DSB, ISB and writes of VTTBR_EL2.</summary>
    public virtual bool WatchesMaintenance => false;

    /// <summary>
    /// Whether what it does when it is shown an access commutes with the steps of other vCPUs, as the access itself does
    /// under its locks: then merged lock regions may contain watched accesses. It holds if at an access the monitor reads
    /// only words that are guarded by a lock which the vCPU holds before the access, and keeps no state of its own
    /// but what it touches under such a lock alone. An access watched by a monitor without this promise is never moved.
    /// </summary>
    public virtual bool CommutesUnderLocks => false;

    /// <summary>
    /// Whether it comes to the same, and objects to the same, whichever of two vCPUs makes a remark first, this one or another of which it
    /// says so too. What vCPUs remark before their first operations is heard in every order otherwise.
    /// </summary>
    /// <param name="note">The remark.</param>
    public virtual bool Commutes(Note note) => false;

    /// <summary>
    /// Whether names can be exchanged in its state. Only then may the search go on with another state that is the same but for
    /// names. A monitor that does not say so keeps its promise while its state is zeros.
    /// </summary>
    /// <param name="words">The words of its state.</param>
    public virtual bool IsRenamable(ReadOnlySpan<ulong> words) => !words.ContainsAnyExcept(0UL);

    /// <summary>Exchanges names in its state, which is renamable; zeros stay zeros.</summary>
    /// <param name="symmetry">What can be exchanged.</param>
    /// <param name="renaming">Which of its renamings.</param>
    /// <param name="image">Memory and the machine, renamed already.</param>
    /// <param name="words">The words of its state, to be replaced.</param>
    public virtual void Rename(Symmetry symmetry, int renaming, Memory image, Span<ulong> words)
    {
    }

    /// <summary>A vCPU's code has remarked something.</summary>
    public virtual void OnNote(Observation step, int vcpu, Note note)
    {
    }

    /// <summary>A vCPU has taken the step of an operation on a watched word; its code has not gone on yet.</summary>
    public virtual void OnAccess(Observation step, int vcpu, Operation operation)
    {
    }

    /// <summary>A guest's access has had one of its outcomes; the vCPU's code has not gone on yet.</summary>
    public virtual void OnGuestAccess(Observation step, int vcpu, GuestAccess access)
    {
    }

    /// <summary>
    /// A vCPU has taken the step of a TLBI, a DSB, an ISB or a write of VTTBR_EL2; its code has not gone on yet.
    /// </summary>
    public virtual void OnMaintenance(Observation step, int vcpu, Operation operation)
    {
    }

    /// <summary>A vCPU has fallen asleep on a watched word.</summary>
    public virtual void OnSleep(Observation step, int vcpu, Operation operation)
    {
    }
}
