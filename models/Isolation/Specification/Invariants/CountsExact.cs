using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>
/// Whatever is counted is there as often as is said: the pages that a VM owns; its references, which are its vCPUs that are loaded, each
/// by the CPU that has it. Guest mappings are <see cref="SharesPairUp"/>'s; spare tables are counted when they are read.
/// </summary>
public sealed class CountsExact : Invariant
{
    /// <inheritdoc/>
    public override string Property => "counts-exact";

    /// <inheritdoc/>
    public override string Trial => "a VM that owns a page or has a vCPU loaded";

    /// <inheritdoc/>
    public override bool IsTriedBy(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(vms);
        return vms.Any(vm => vm.OwnedPages > 0);
    }

    /// <inheritdoc/>
    public override bool IsTriedBy(TableState table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Vms.Values.Any(vm => vm.References > 0);
    }

    /// <inheritdoc/>
    public override Flaw? OfMemory(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(vms);
        for (var vm = 0; vm < vms.Count; vm++)
        {
            // A page that it lends is not annotated as its own.
            var owned = host.Pages.Values.Count(page => page.Holds == HostHolds.NothingOfVm && page.Vm == vm)
                + vms[vm].Places.Values.Count(place => place.State == Engine.Stage2.PageState.SharedOwned);
            if (owned != vms[vm].OwnedPages)
            {
                return new(
                    $"vm {vm} owns {owned} pages, and {vms[vm].OwnedPages} are counted",
                    new PagesMiscounted(vm, owned, vms[vm].OwnedPages));
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override Flaw? OfTable(TableState table, IReadOnlyList<LoadedVcpu> loaded)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(loaded);
        for (var vm = 0; vm < table.Vms.Count; vm++)
        {
            var row = table.Vms[vm];
            var vcpus = row.Vcpus.Values.Count(status => status >= TableRow.Loaded);
            var cpus = Enumerable.Range(0, loaded.Count).Count(cpu => loaded[cpu].Vm == vm);
            var agreed = Enumerable.Range(0, loaded.Count).Count(cpu =>
                loaded[cpu].Vm == vm && row.Vcpus[loaded[cpu].Vcpu] == TableRow.Loaded + cpu);
            if (row.References != vcpus || vcpus != cpus || cpus != agreed)
            {
                return new(
                    $"vm {vm} has {row.References} references and vcpus {row.Vcpus}; " +
                    $"the CPUs have loaded: {string.Join(", ", loaded)}",
                    new ReferencesMiscounted(vm, row, Rows.Of(loaded)));
            }
        }

        return null;
    }
}
