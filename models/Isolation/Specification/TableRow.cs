using Interlock.Engine.Vms;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications;

/// <summary>A position of the VM table.</summary>
/// <param name="Status">Where it is in its life; guarded by the VM's lock too.</param>
/// <param name="Root">The page of the root table, zero if it has none; guarded by the VM's lock too.</param>
/// <param name="Vmid">Its VMID; guarded by the VM's lock too.</param>
/// <param name="References">How many of its vCPUs are said to be loaded.</param>
/// <param name="Vcpus">Each vCPU: zero for none, one if it can be loaded, from two on the CPU that has it loaded.</param>
public readonly record struct TableRow(VmStatus Status, int Root, GivenVmid Vmid, int References, Row<int> Vcpus)
{
    /// <summary>There is no such vCPU.</summary>
    public const int NoVcpu = 0;

    /// <summary>The vCPU can be loaded.</summary>
    public const int Ready = 1;

    /// <summary>The vCPU is loaded, by CPU 0; by another CPU it is so much more.</summary>
    public const int Loaded = 2;

    /// <summary>No VM, with room for so many vCPUs.</summary>
    public static TableRow None(int vcpus) => new(VmStatus.Free, 0, default, 0, Rows.Repeat(NoVcpu, vcpus));

    /// <summary>The same, but for one vCPU.</summary>
    public TableRow With(int vcpu, int status) => this with { Vcpus = Vcpus.With(vcpu, status) };

    /// <inheritdoc/>
    public override string ToString() => $"{Status}, root {Root}, {Vmid}, references {References}, vcpus {Vcpus}";
}
