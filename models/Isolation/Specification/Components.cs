using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications;

/// <summary>
/// The components that a call held the locks of, at one moment. What is null it had no lock of, and so cannot know.
/// </summary>
/// <param name="Table">The VM table.</param>
/// <param name="Host">The host.</param>
/// <param name="Vms">The VMs, by position; at most one is not null, since no CPU holds the locks of two, but for a rollover.</param>
/// <param name="Loaded">What the CPU has loaded.</param>
public sealed record Components(TableState? Table, HostState? Host, Row<Known<VmState>> Vms, LoadedVcpu Loaded)
{
    /// <summary>A VM; null if its lock was not held, or if there is no such position.</summary>
    public VmState? Vm(int vm) => vm >= 0 && vm < Vms.Count ? Vms[vm].Value : null;

    /// <summary>Whether the lock of a component was held.</summary>
    public bool Has(Component component) =>
        component == Component.Table ? Table is not null
        : component == Component.Host ? Host is not null
        : Vm(component.VmIndex) is not null;

    /// <summary>The same, but for a VM.</summary>
    public Components With(int vm, VmState changed) => this with { Vms = Vms.With(vm, new(changed)) };

    /// <summary>The same, but for a position of the VM table.</summary>
    public Components With(int vm, TableRow changed) => this with { Table = Table!.With(vm, changed) };

    /// <summary>The same, but for a page of the host's component.</summary>
    public Components With(int page, HostPage changed) => this with { Host = Host!.With(page, changed) };
}
