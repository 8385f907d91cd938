using Interlock.Engine.Platform;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>What must hold of components whenever nobody is at work on them.</summary>
public abstract class Invariant
{
    /// <summary>The property's name.</summary>
    public abstract string Property { get; }

    /// <summary>
    /// What must have been seen at rest for it to have been put to the test; see <see cref="Semantics.Transitions.Trial"/>.
    /// </summary>
    public abstract string Trial { get; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Invariant> All(Configuration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return
        [
            new VmMapsOwnOrBorrowed(),
            new SharesPairUp(),
            new OneOwner(),
            new CountsExact(),
            new OneVmidOneRoot(configuration.Vmids),
            new HasImage(configuration),
        ];
    }

    /// <summary>Whether the host and the VMs put it to the test.</summary>
    public virtual bool IsTriedBy(HostState host, IReadOnlyList<VmState> vms) => false;

    /// <summary>Whether the VM table puts it to the test.</summary>
    public virtual bool IsTriedBy(TableState table) => false;

    /// <summary>What does not hold of the host and the VMs; null if all does.</summary>
    public virtual Flaw? OfMemory(HostState host, IReadOnlyList<VmState> vms) => null;

    /// <summary>What does not hold of the VM table and what the CPUs have loaded; null if all does.</summary>
    public virtual Flaw? OfTable(TableState table, IReadOnlyList<LoadedVcpu> loaded) => null;
}
