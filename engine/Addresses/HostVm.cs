using Interlock.Engine.Results;

namespace Interlock.Engine.Addresses;

/// <summary>A number of which the host alleges that it is the handle of a VM. Nothing can be done with it but prove it.</summary>
/// <param name="Allegation">Any 64 bits.</param>
public readonly record struct HostVm(ulong Allegation)
{
    /// <summary>
    /// The position in the VM table, or <see cref="HypercallError.InvalidArgument"/> if there is no such position. Whether there is a
    /// VM is another question.
    /// </summary>
    /// <param name="vms">How many positions there are.</param>
    public Result<VmIndex> Decode(int vms) => Allegation < (ulong)vms
        ? Result.Of(new VmIndex((int)Allegation))
        : Result.Refused<VmIndex>(HypercallError.InvalidArgument);

    /// <inheritdoc/>
    public override string ToString() => $"host-vm:{Allegation}?";
}
