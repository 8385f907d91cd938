using System.Collections.Immutable;
using Interlock.Semantics.Memories;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.Weak;

/// <summary>
/// x86: a buffer of stores per vCPU (Owens, Sarkar and Sewell, TPHOLs 2009). A sequentially consistent store is XCHG, an atomic is locked,
/// a sequentially consistent fence is MFENCE; other fences and orders are no instruction.
/// </summary>
/// <param name="bound">Stores that a buffer can hold.</param>
internal sealed class TotalStoreOrder(int bound = TotalStoreOrder.UsualBound) : Architecture
{
    /// <summary>The bound unless another one is asked for.</summary>
    public const int UsualBound = 8;

    /// <inheritdoc/>
    public override string Name => "tso";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
        ["memory is x86-TSO: what compilers may reorder beyond the hardware was not looked at"];

    /// <inheritdoc/>
    public override string Terms => "tso";

    /// <inheritdoc/>
    public override string BoundName => "stores in a buffer";

    /// <inheritdoc/>
    public override int Bound => bound;

    /// <inheritdoc/>
    public override Architecture Within(int limit) => new TotalStoreOrder(limit);

    /// <inheritdoc/>
    public override bool HasBuffers => true;

    /// <inheritdoc/>
    public override SharedMemory Begin(ImmutableArray<ulong> words, int vcpus) => new StoreBuffers(words, vcpus, int.MaxValue);

    /// <inheritdoc/>
    public override bool IsBeyond(SharedMemory memory) => ((StoreBuffers)memory).Longest > bound;

    /// <inheritdoc/>
    public override IEnumerable<(ulong Result, SharedMemory After)> Perform(
        SharedMemory memory, int vcpu, Operation operation, Func<ulong, ulong?> written)
    {
        var word = operation.Address.Index;
        Writing? Write(ulong held) => written(held) is { } value ? new Writing(word, value, WriteOrder.Plain) : null;
        return operation.Kind switch
        {
            OperationKind.Load => memory.Load(vcpu, new Reading(word, ReadOrder.Plain)),
            OperationKind.Store when operation.Order != MemoryOrder.SequentiallyConsistent =>
                memory.Store(vcpu, Write(0)!.Value).Select(after => (0UL, after)),
            OperationKind.Store => Locked().Select(outcome => (0UL, outcome.After)),
            OperationKind.Fence when operation.Order != MemoryOrder.SequentiallyConsistent => [(0, memory)],
            OperationKind.Dsb when (DsbKind)operation.Operand == DsbKind.Nsh => [(0, memory)],
            OperationKind.Fence or OperationKind.Dsb => memory.Fence(vcpu, FenceKind.Full).Select(after => (0UL, after)),
            _ => Locked(),
        };

        IEnumerable<(ulong Value, SharedMemory After)> Locked() =>
            memory.Update(vcpu, new Reading(word, ReadOrder.Plain), Write, ordersAfter: false);
    }
}
