using Interlock.Engine.Results;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>The CPU has no vCPU loaded, and the VM has one reference less.</summary>
internal sealed class PutVcpuSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held) => held.Loaded.IsSome
        ? []
        : [new(HypercallError.NotFound, "the CPU has a vCPU loaded", "it has none")];

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Table];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var (loaded, vm) = (held.Loaded, held.Table!.Vms[held.Loaded.Vm]);
        return (held with { Loaded = LoadedVcpu.None })
            .With(loaded.Vm, vm.With(loaded.Vcpu, TableRow.Ready) with { References = vm.References - 1 });
    }
}
