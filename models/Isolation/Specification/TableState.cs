using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications;

/// <summary>What the VM table's mutex guards.</summary>
/// <param name="Vms">Every position of the VM table.</param>
/// <param name="Taken">A bit for every VMID that is taken.</param>
/// <param name="Generation">The generation of VMIDs; guarded by the host's lock too.</param>
/// <param name="RolloverAsked">Whether somebody has asked for a rollover.</param>
public sealed record TableState(Row<TableRow> Vms, ulong Taken, int Generation, bool RolloverAsked)
{
    /// <summary>The same, but for one position.</summary>
    public TableState With(int vm, TableRow changed) => this with { Vms = Vms.With(vm, changed) };

    /// <summary>Whether a VMID is taken.</summary>
    public bool IsTaken(int vmid) => (Taken & (1UL << vmid)) != 0;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join("; ", Vms.Values.Select((vm, index) => $"vm {index} is {vm}"))}; " +
        $"taken 0x{Taken:x}, generation {Generation}{(RolloverAsked ? ", rollover asked for" : string.Empty)}";
}
