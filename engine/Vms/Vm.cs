using Interlock.Engine.Addresses;

namespace Interlock.Engine.Vms;

/// <summary>The contents of a position of the VM table, as read by the engine.</summary>
/// <param name="Index">The position.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Root">The root table, if it is active.</param>
public readonly record struct Vm(VmIndex Index, VmStatus Status, PageIndex Root)
{
    /// <summary>Whether there is a VM that can have memory and vCPUs.</summary>
    public bool IsActive => Status == VmStatus.Active;
}
