namespace Interlock.Isolation.Specifications;

/// <summary>A part of the abstract state that one lock guards.</summary>
/// <param name="Index">0 for the VM table, 1 for the host, from 2 on the VMs: the lock order.</param>
public readonly record struct Component(int Index)
{
    private const int FirstVm = 2;

    /// <summary>The VM table.</summary>
    public static Component Table => new(0);

    /// <summary>The host.</summary>
    public static Component Host => new(1);

    /// <summary>Whether it is a VM.</summary>
    public bool IsVm => Index >= FirstVm;

    /// <summary>Which VM, if it is one.</summary>
    public int VmIndex => Index - FirstVm;

    /// <summary>A VM.</summary>
    public static Component Vm(int vm) => new(vm + FirstVm);

    /// <summary>How many there are.</summary>
    public static int Count(int vms) => vms + FirstVm;

    /// <inheritdoc/>
    public override string ToString() => Index switch
    {
        0 => "the VM table",
        1 => "the host",
        _ => $"vm {VmIndex}",
    };
}
