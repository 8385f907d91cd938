using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;

namespace Interlock.Engine.Hypercalls;

/// <summary>The arguments of a memory call, known to be in range.</summary>
/// <param name="Vm">The VM.</param>
/// <param name="Page">The page of memory; page zero where the call has none.</param>
/// <param name="Ipa">Where in the VM; zero where the call has none.</param>
public readonly record struct MemoryTarget(VmIndex Vm, PageIndex Page, Ipa Ipa)
{
    /// <summary>Decodes all three.</summary>
    public static Result<MemoryTarget> Decode(Core core, HostVm vm, HostPa page, HostIpa ipa)
    {
        ArgumentNullException.ThrowIfNull(core);
        var (index, number, address) = (core.Decode(vm), core.Decode(page), core.Decode(ipa));
        return index.IsOk && number.IsOk && address.IsOk
            ? Result.Of(new MemoryTarget(index.Value, number.Value, address.Value))
            : Result.Refused<MemoryTarget>(HypercallError.InvalidArgument);
    }

    /// <summary>Decodes a VM and an address in it.</summary>
    public static Result<MemoryTarget> Decode(Core core, HostVm vm, HostIpa ipa) => Decode(core, vm, new HostPa(0), ipa);

    /// <summary>Decodes a VM and a page.</summary>
    public static Result<MemoryTarget> Decode(Core core, HostVm vm, HostPa page) => Decode(core, vm, page, new HostIpa(0));
}
