using Interlock.Engine.Stage2;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>A VM's tree maps only pages that the VM owns or that the host lends.</summary>
public sealed class VmMapsOwnOrBorrowed : Invariant
{
    /// <inheritdoc/>
    public override string Property => "vm-maps-own-or-borrowed";

    /// <inheritdoc/>
    public override string Trial => "a VM that maps a page";

    /// <inheritdoc/>
    public override bool IsTriedBy(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(vms);
        return vms.Any(vm => vm.Places.Values.Any(place => place.IsMapped));
    }

    /// <inheritdoc/>
    public override Flaw? OfMemory(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(vms);
        for (var vm = 0; vm < vms.Count; vm++)
        {
            foreach (var place in vms[vm].Places.Values.Where(place => place.IsMapped))
            {
                var page = host.Pages[place.Page];
                var fits = place.State switch
                {
                    PageState.Owned => page.Holds == HostHolds.NothingOfVm && page.Vm == vm,
                    PageState.SharedOwned => page.Holds == HostHolds.Borrows,
                    PageState.SharedBorrowed => page.Holds == HostHolds.Lends,
                    PageState.None => true,
                };
                if (!fits)
                {
                    return new($"vm {vm} maps {place}, which is {page}", new MappedWrongly(vm, place, page));
                }
            }
        }

        return null;
    }
}
