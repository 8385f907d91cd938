using System.Collections.Immutable;
using Interlock.Semantics.Memories;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.Weak;

/// <summary>What one architecture makes of operations of code: the instructions that stand for them, and the memory that performs these.</summary>
internal abstract class Architecture
{
    /// <summary>The name that options, reports and traces carry.</summary>
    public abstract string Name { get; }

    /// <summary>What executions are spared, or are given beyond the architecture, a sentence each.</summary>
    public abstract IReadOnlyList<string> Assumptions { get; }

    /// <summary>What a verdict says in brackets of the model, beside sizes.</summary>
    public abstract string Terms { get; }

    /// <summary>What there is a bound on, for a reader.</summary>
    public abstract string BoundName { get; }

    /// <summary>How much of it there may be.</summary>
    public abstract int Bound { get; }

    /// <summary>The same with another bound.</summary>
    public abstract Architecture Within(int limit);

    /// <summary>Whether each vCPU has a buffer that takes steps of its own.</summary>
    public virtual bool HasBuffers => false;

    /// <summary>A memory in which nothing has been written yet.</summary>
    /// <param name="words">What its words hold.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    public abstract SharedMemory Begin(ImmutableArray<ulong> words, int vcpus);

    /// <summary>Whether a memory is beyond the bound.</summary>
    public abstract bool IsBeyond(SharedMemory memory);

    /// <summary>Every outcome of a load, a store, an atomic or a fence; none while it has to wait.</summary>
    /// <param name="memory">The memory before it.</param>
    /// <param name="vcpu">Whose operation it is.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="written">What it writes where it has read a value; null if nothing. A store has read zero.</param>
    public abstract IEnumerable<(ulong Result, SharedMemory After)> Perform(
        SharedMemory memory, int vcpu, Operation operation, Func<ulong, ulong?> written);

    /// <summary>A barrier against all accesses, as a system call has; null while it has to wait.</summary>
    public static SharedMemory? Synchronize(SharedMemory memory, int vcpu) => memory.Fence(vcpu, FenceKind.Full).FirstOrDefault();

    /// <summary>
    /// What sleeping on a word sees of it: after a barrier the value that is latest in coherence order, for the sleeper queue's lock is
    /// taken; null while the barrier has to wait.
    /// </summary>
    public static (ulong Value, SharedMemory After)? Look(SharedMemory memory, int vcpu, int word) =>
        Synchronize(memory, vcpu) is { } fenced ? fenced.Load(vcpu, new Reading(word, ReadOrder.Plain)).Last() : null;

    /// <summary>Memory after an event was sent.</summary>
    public virtual SharedMemory SendEvent(SharedMemory memory, int vcpu) => memory;

    /// <summary>Memory after an event was consumed that was sent.</summary>
    public virtual SharedMemory ConsumeEvent(SharedMemory memory, int vcpu) => memory;
}
