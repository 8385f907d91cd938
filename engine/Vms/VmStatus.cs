namespace Interlock.Engine.Vms;

/// <summary>Where a position of the VM table is in its life.</summary>
public enum VmStatus
{
    /// <summary>There is no VM. All words of the position are zero.</summary>
    Free,

    /// <summary>There is a VM, with a root table.</summary>
    Active,

    /// <summary>The VM is gone, its tables too; pages that it owned wait to be reclaimed one by one.</summary>
    Dying,
}
