using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page that the host lends may be written by the VM, or not any more.</summary>
internal sealed class PermitSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held) =>
        BorrowedPlace.Refusals(Bounds, call, held);

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Vm(call.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var vm = held.Vm(call.Vm)!;
        return held.With(call.Vm, vm.With(call.IpaPage, vm.Places[call.IpaPage] with { Writable = call.Writable }));
    }
}
