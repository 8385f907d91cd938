using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>A TLBI that is complete, with the descriptors that it may have missed.</summary>
[Stateless("Tables that are filled while it is made, and only read from then on.")]
internal sealed class Removal
{
    private readonly PendingMaintenance[] items;

    /// <param name="number">Its number; equal removals have the same.</param>
    /// <param name="items">The TLBI and what it may have missed; all of one invalidation, in no batch.</param>
    public Removal(ulong number, PendingMaintenance[] items)
    {
        Number = number;
        this.items = items;
    }

    public ulong Number { get; }

    public Invalidation Issued => items[0].Issued!.Value;

    /// <summary>Whether the entry, on a vCPU, is of a descriptor that it may have missed there.</summary>
    public bool Misses(TlbEntry entry, int vcpu) =>
        items.Any(item => item.Word == entry.Source && item.Descriptor == entry.Descriptor
            && (item.Holder < 0 || (item.Holder == vcpu && item.Vmid == entry.Vmid)));
}
