using System.Collections.Immutable;
using Interlock.Semantics.Memories;
using Interlock.Semantics.Memories.Timelines;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.Weak;

/// <summary>
/// Armv8 without load buffering: a timeline of writes. Which instructions stand for an operation, the profile says. No dependency orders
/// anything, since C# promises none: that adds executions and removes none.
/// </summary>
/// <param name="profile">What atomics are made of.</param>
/// <param name="bound">Slots of a timeline that still matter to a vCPU.</param>
internal sealed class Armv8(AtomicProfile profile, int bound = Armv8.UsualBound) : Architecture
{
    /// <summary>The bound unless another one is asked for.</summary>
    public const int UsualBound = 12;

    private static string NameOf(AtomicProfile profile) => profile switch
    {
        AtomicProfile.Lse => "lse",
        AtomicProfile.Exclusives => "exclusives",
        AtomicProfile.Dotnet => "dotnet",
    };

    /// <inheritdoc/>
    public override string Name => $"armv8/{NameOf(profile)}";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions =>
    [
        "armv8 without load buffering: no load is satisfied by a store that program order puts after it and that waits for it in turn",
        $"atomics as in the profile {NameOf(profile)}",
        "no dependencies: an address, a value or a branch orders nothing, which allows more than the architecture does",
    ];

    /// <inheritdoc/>
    public override string Terms => $"armv8 without load buffering, {NameOf(profile)}, no dependencies";

    /// <inheritdoc/>
    public override string BoundName => "writes that somebody is behind";

    /// <inheritdoc/>
    public override int Bound => bound;

    /// <inheritdoc/>
    public override Architecture Within(int limit) => new Armv8(profile, limit);

    /// <inheritdoc/>
    public override SharedMemory Begin(ImmutableArray<ulong> words, int vcpus) => new Timeline(words, vcpus);

    /// <inheritdoc/>
    public override bool IsBeyond(SharedMemory memory) => ((Timeline)memory).Slots.Count > bound;

    /// <inheritdoc/>
    public override IEnumerable<(ulong Result, SharedMemory After)> Perform(
        SharedMemory memory, int vcpu, Operation operation, Func<ulong, ulong?> written)
    {
        var word = operation.Address.Index;
        return operation.Kind switch
        {
            OperationKind.Load => memory.Load(vcpu, new Reading(word, OrderOfLoad(operation.Order))),
            OperationKind.Store => memory.Store(vcpu, new Writing(word, written(0)!.Value, OrderOfWrite(operation.Order)))
                .Select(after => (0UL, after)),
            OperationKind.Fence when operation.Order == MemoryOrder.Relaxed => [(0, memory)],
            OperationKind.Fence => memory.Fence(vcpu, operation.Order == MemoryOrder.Acquire ? FenceKind.Load : FenceKind.Full)
                .Select(after => (0UL, after)),
            OperationKind.Dsb when (DsbKind)operation.Operand == DsbKind.Nsh => [(0, memory)], // it waits for nothing that others see
            OperationKind.Dsb => [(0, ((Timeline)memory).Complete(vcpu, (DsbKind)operation.Operand == DsbKind.Ishst))],
            _ when profile == AtomicProfile.Dotnet => Fenced(memory, vcpu, word, written),
            _ => Update(memory, vcpu, word, operation.Order, written),
        };
    }

    /// <inheritdoc/>
    public override SharedMemory SendEvent(SharedMemory memory, int vcpu) => ((Timeline)memory).SendEvent(vcpu);

    /// <inheritdoc/>
    public override SharedMemory ConsumeEvent(SharedMemory memory, int vcpu) => ((Timeline)memory).ConsumeEvent(vcpu);

    private static ReadOrder Acquiring(MemoryOrder order) =>
        order is MemoryOrder.Acquire or MemoryOrder.AcquireRelease or MemoryOrder.SequentiallyConsistent ? ReadOrder.Acquire : ReadOrder.Plain;

    private static WriteOrder OrderOfWrite(MemoryOrder order) =>
        order is MemoryOrder.Release or MemoryOrder.AcquireRelease or MemoryOrder.SequentiallyConsistent ? WriteOrder.Release : WriteOrder.Plain;

    // Processors with LSE have LDAPR, which orders less than LDAR; those without have not.
    private ReadOrder OrderOfLoad(MemoryOrder order) =>
        order == MemoryOrder.Acquire && profile != AtomicProfile.Exclusives ? ReadOrder.AcquirePc : Acquiring(order);

    // An acquiring and releasing LSE atomic also comes before all that follows it; a pair of exclusives does not.
    private IEnumerable<(ulong Value, SharedMemory After)> Update(
        SharedMemory memory, int vcpu, int word, MemoryOrder order, Func<ulong, ulong?> written)
    {
        var (read, write) = (Acquiring(order), OrderOfWrite(order));
        var ordersAfter = profile == AtomicProfile.Lse && read == ReadOrder.Acquire && write == WriteOrder.Release;
        return memory.Update(
            vcpu, new Reading(word, read), held => written(held) is { } value ? new Writing(word, value, write) : null, ordersAfter);
    }

    private IEnumerable<(ulong Value, SharedMemory After)> Fenced(SharedMemory memory, int vcpu, int word, Func<ulong, ulong?> written) =>
        from before in memory.Fence(vcpu, FenceKind.Full)
        from outcome in Update(before, vcpu, word, MemoryOrder.AcquireRelease, written)
        from after in outcome.After.Fence(vcpu, FenceKind.Full)
        select (outcome.Value, after);
}
