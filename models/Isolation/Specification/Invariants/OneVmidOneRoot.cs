using Interlock.Engine.Vms;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>
/// A VMID that is taken belongs to exactly one VM, which is active and has a root of its own; the host's VMID zero is nobody's.
/// </summary>
/// <param name="vmids">VMIDs beside the host's.</param>
public sealed class OneVmidOneRoot(int vmids) : Invariant
{
    /// <inheritdoc/>
    public override string Property => "one-vmid-one-root";

    /// <inheritdoc/>
    public override string Trial => "a VM that has a VMID";

    /// <inheritdoc/>
    public override bool IsTriedBy(TableState table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Vms.Values.Any(vm => vm.Status == VmStatus.Active && vm.Vmid.IsOf(table.Generation));
    }

    /// <inheritdoc/>
    public override Flaw? OfTable(TableState table, IReadOnlyList<LoadedVcpu> loaded)
    {
        ArgumentNullException.ThrowIfNull(table);
        var live = table.Vms.Values.Where(vm => vm.Status == VmStatus.Active).ToList();
        if (live.Select(vm => vm.Root).Distinct().Count() != live.Count)
        {
            return new($"two VMs have one root: {string.Join("; ", live)}", new VmidsMisgiven(null, Rows.Of(live)));
        }

        for (var vmid = 0; vmid < 64; vmid++)
        {
            var owners = table.Vms.Values.Where(vm => vm.Vmid.Vmid == vmid && vm.Vmid.IsOf(table.Generation)).ToList();
            var fits = vmid == 0 || vmid > vmids
                ? owners.Count == 0 && !table.IsTaken(vmid)
                : table.IsTaken(vmid) ? owners is [{ Status: VmStatus.Active }] : owners.Count == 0;
            if (!fits)
            {
                return new(
                    $"vmid {vmid} is {(table.IsTaken(vmid) ? "taken" : "free")} in generation {table.Generation}, and these have it: " +
                    $"{(owners.Count == 0 ? "nobody" : string.Join("; ", owners))}",
                    new VmidsMisgiven(vmid, Rows.Of(owners)));
            }
        }

        return null;
    }
}
