namespace Interlock.Engine.Addresses;

/// <summary>The position of a VM in the VM table, from zero: its handle.</summary>
/// <param name="Value">Below the number of VMs that can exist.</param>
public readonly record struct VmIndex(int Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"vm:{Value}";
}
