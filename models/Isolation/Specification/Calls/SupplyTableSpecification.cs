using Interlock.Isolation.Calls;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page that was the host's alone is the engine's: a spare table of the VM's.</summary>
internal sealed class SupplyTableSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        var outside = Bounds.OutOfRange(vm: call.Vm, page: call.Page).ToList();
        return outside.Count > 0
            ? outside
            : Preconditions.Lives(call.Vm, held.Vm(call.Vm)).Concat(Preconditions.IsOfHostAlone(call.Page, held.Host));
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Host, Component.Vm(call.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var vm = held.Vm(call.Vm)!;
        return held
            .With(call.Page, HostPage.OfEngine)
            .With(call.Vm, vm with { Spares = Rows.Of(vm.Spares.Values.Append(call.Page).Order()) });
    }
}
