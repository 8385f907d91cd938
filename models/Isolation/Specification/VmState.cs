using Interlock.Engine.Vms;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications;

/// <summary>What a VM's lock guards.</summary>
/// <param name="Status">Where it is in its life; guarded by the VM table's mutex too.</param>
/// <param name="Root">The page of the root table, zero if it has none; guarded by the VM table's mutex too.</param>
/// <param name="Vmid">Its VMID; guarded by the VM table's mutex too.</param>
/// <param name="OwnedPages">How many pages of memory it is said to own.</param>
/// <param name="Spares">Pages of spare tables, in ascending order: which one is used next is the engine's choice.</param>
/// <param name="Tables">The tables of its tree below the root, in the order of a walk.</param>
/// <param name="Places">Every page of its IPA space.</param>
public sealed record VmState(
    VmStatus Status, int Root, GivenVmid Vmid, int OwnedPages, Row<int> Spares, Row<TreeTable> Tables, Row<Place> Places)
{
    /// <summary>Whether there is a VM that can have memory and vCPUs.</summary>
    public bool IsActive => Status == VmStatus.Active;

    /// <summary>The pages that its tables are in, spare ones too.</summary>
    public IEnumerable<int> TablePages =>
        (IsActive ? [Root] : Enumerable.Empty<int>()).Concat(Tables.Values.Select(table => table.Page)).Concat(Spares.Values);

    /// <summary>No VM, with so much IPA space.</summary>
    public static VmState None(int places) =>
        new(VmStatus.Free, 0, default, 0, Rows.Of<int>([]), Rows.Of<TreeTable>([]), Rows.Repeat(default(Place), places));

    /// <summary>The same, but for one page of IPA space.</summary>
    public VmState With(int ipa, Place changed) => this with { Places = Places.With(ipa, changed) };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Status}, root {Root}, {Vmid}, owns {OwnedPages}, spares {Spares}, tables {Tables}, maps {Places}";
}
