using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>The CPU has the vCPU loaded, and the VM has one reference more.</summary>
internal sealed class LoadVcpuSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        var outside = Bounds.OutOfRange(vm: call.Vm, vcpu: call.IpaPage).ToList();
        return outside.Count > 0
            ? outside
            : HasOne(held.Loaded).Concat(held.Table is null ? [] : Refusals(call, held.Table.Vms[call.Vm]));
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Table];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var vm = held.Table!.Vms[call.Vm];
        return (held with { Loaded = new(call.Vm, call.IpaPage) })
            .With(call.Vm, vm.With(call.IpaPage, TableRow.Loaded + cpu) with { References = vm.References + 1 });
    }

    private static IEnumerable<Refusal> HasOne(LoadedVcpu loaded)
    {
        if (loaded.IsSome)
        {
            yield return new(HypercallError.Busy, "the CPU has no vCPU loaded", $"it has {loaded}");
        }
    }

    private static IEnumerable<Refusal> Refusals(CallRecord call, TableRow vm)
    {
        if (vm.Status != VmStatus.Active)
        {
            yield return new(HypercallError.NotFound, "the VM is active", $"vm {call.Vm} is {vm.Status}");
        }
        else if (vm.Vcpus[call.IpaPage] == TableRow.NoVcpu)
        {
            yield return new(HypercallError.NotFound, "there is such a vCPU", $"vm {call.Vm} has no vcpu {call.IpaPage}");
        }
        else if (vm.Vcpus[call.IpaPage] >= TableRow.Loaded)
        {
            yield return new(
                HypercallError.Busy, "no CPU has it loaded",
                $"cpu {vm.Vcpus[call.IpaPage] - TableRow.Loaded} has vcpu {call.IpaPage} loaded");
        }
    }
}
