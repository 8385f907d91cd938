using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>The host's record of a page and the trees of the VMs contradict each other.</summary>
/// <param name="Page">The page.</param>
/// <param name="Held">The host's record of it.</param>
/// <param name="Users">The VMs that use it.</param>
public sealed record PageContradicted(int Page, HostPage Held, Row<int> Users) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => [Concern.Page(Page), .. Things.Of(Held), .. Users.Values.Select(Concern.Vm)];
}

/// <summary>The mappings of a lent page are not as the host's record says.</summary>
/// <param name="Page">The page.</param>
/// <param name="Held">The host's record of it.</param>
/// <param name="Borrowed">The number of mappings by which VMs borrow it.</param>
/// <param name="Lent">The number of mappings by which VMs lend it.</param>
public sealed record SharesMiscounted(int Page, HostPage Held, int Borrowed, int Lent) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => [Concern.Page(Page), .. Things.Of(Held)];
}

/// <summary>A VM maps a page that it must not map.</summary>
/// <param name="Vm">The VM.</param>
/// <param name="Place">The mapping.</param>
/// <param name="Held">The host's record of the page.</param>
public sealed record MappedWrongly(int Vm, Place Place, HostPage Held) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => [Concern.Vm(Vm), .. Things.Of(Place), .. Things.Of(Held)];
}

/// <summary>The pages that a VM owns are not as many as are counted.</summary>
/// <param name="Vm">The VM.</param>
/// <param name="Owned">The number of pages that it owns.</param>
/// <param name="Counted">The number that is counted.</param>
public sealed record PagesMiscounted(int Vm, int Owned, int Counted) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => [Concern.Vm(Vm)];
}

/// <summary>The references of a VM, its loaded vCPUs and the CPUs that have them contradict each other.</summary>
/// <param name="Vm">The VM.</param>
/// <param name="Row">Its position of the VM table.</param>
/// <param name="Loaded">What each CPU has loaded.</param>
public sealed record ReferencesMiscounted(int Vm, TableRow Row, Row<LoadedVcpu> Loaded) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => [Concern.Vm(Vm), .. Loaded.Values.SelectMany(Things.Of)];
}

/// <summary>VMIDs and root tables are not one to one.</summary>
/// <param name="Vmid">The VMID that is taken wrongly, or free wrongly; null if two VMs have one root table.</param>
/// <param name="Vms">The VMs that have it.</param>
public sealed record VmidsMisgiven(int? Vmid, Row<TableRow> Vms) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => [Concern.Vmids];
}

/// <summary>What the trees say is no valid state of the idealized platform.</summary>
/// <param name="Page">The page of which they contradict each other; null if there is none.</param>
public sealed record NoImage(int? Page) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => Page is { } page ? [Concern.Page(page)] : [];
}
