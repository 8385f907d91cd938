namespace Interlock.Semantics.Memories;

/// <summary>
/// What a memory model lets accesses do: each method gives every outcome, as another memory. Values are never changed once they are
/// given away.
/// </summary>
internal abstract class SharedMemory
{
    /// <summary>How many words there are.</summary>
    public abstract int Words { get; }

    /// <summary>Reads a word.</summary>
    public abstract IEnumerable<(ulong Value, SharedMemory After)> Load(int vcpu, Reading read);

    /// <summary>Writes a word.</summary>
    public abstract IEnumerable<SharedMemory> Store(int vcpu, Writing write);

    /// <summary>A store exclusive that succeeds; nothing if none can.</summary>
    public abstract IEnumerable<SharedMemory> StoreExclusive(int vcpu, Writing write);

    /// <summary>A store exclusive that fails.</summary>
    public abstract SharedMemory FailExclusive(int vcpu);

    /// <summary>Reads a word and, if the value says so, writes it: nothing comes in between.</summary>
    /// <param name="vcpu">Which vCPU.</param>
    /// <param name="read">The read.</param>
    /// <param name="write">The write, by the value that was read; null if nothing is written.</param>
    /// <param name="ordersAfter">Whether what follows comes after the write: an atomic that acquires and releases.</param>
    public abstract IEnumerable<(ulong Value, SharedMemory After)> Update(
        int vcpu, Reading read, Func<ulong, Writing?> write, bool ordersAfter);

    /// <summary>A fence; nothing while it has to wait.</summary>
    public abstract IEnumerable<SharedMemory> Fence(int vcpu, FenceKind kind);

    /// <summary>A branch has depended on results of reads, a bit each.</summary>
    public virtual SharedMemory Branch(int vcpu, ulong results) => this;

    /// <summary>What memory can do by itself.</summary>
    public virtual IEnumerable<SharedMemory> Internal() => [];

    /// <summary>Whether nothing is under way.</summary>
    public virtual bool IsAtRest => true;

    /// <summary>The value of a word when nothing is under way.</summary>
    public abstract ulong Newest(int word);

    /// <summary>What a vCPU has last read or written of a word, and which writes of the word are newer.</summary>
    public abstract Sight Look(int vcpu, int word);

    /// <summary>What the latest write of a word by a vCPU replaced.</summary>
    /// <param name="before">The memory before.</param>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="word">The word.</param>
    public virtual Sight Replaced(SharedMemory before, int vcpu, int word) => before.Look(vcpu, word);

    /// <summary>The write that came to memory by itself since; null if none did.</summary>
    public virtual (int Word, ulong Value, Origin By)? Arrived(SharedMemory before) => null;

    /// <summary>The same memory in the form in which it is compared, of which only the search that asks has a copy.</summary>
    /// <param name="rest">What is left of each vCPU's code.</param>
    public virtual SharedMemory Canonical(ReadOnlySpan<Remainder> rest) => this;

    /// <summary>Appends all there is to it: two memories that append the same are equal.</summary>
    public abstract void Encode(List<ulong> into);
}
