using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>The VM has a vCPU that can be loaded.</summary>
internal sealed class CreateVcpuSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        var outside = Bounds.OutOfRange(vm: call.Vm, vcpu: call.IpaPage).ToList();
        return outside.Count > 0 || held.Table is null ? outside : Refusals(call, held.Table.Vms[call.Vm]);
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Table];

    public override Components After(CallRecord call, int cpu, Components held, Components seen) =>
        held.With(call.Vm, held.Table!.Vms[call.Vm].With(call.IpaPage, TableRow.Ready));

    private static IEnumerable<Refusal> Refusals(CallRecord call, TableRow vm)
    {
        if (vm.Status != VmStatus.Active)
        {
            yield return new(HypercallError.NotFound, "the VM is active", $"vm {call.Vm} is {vm.Status}");
        }
        else if (vm.Vcpus[call.IpaPage] != TableRow.NoVcpu)
        {
            yield return new(HypercallError.Exists, "there is no such vCPU", $"vm {call.Vm} has vcpu {call.IpaPage}");
        }
    }
}
