using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>There is a VM, at a free position that the engine chooses and answers; its root is a page that was the host's alone.</summary>
internal sealed class CreateVmSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        var outside = Bounds.OutOfRange(page: call.Page).ToList();
        return outside.Count > 0
            ? outside
            : IsFull(held.Table).Concat(Preconditions.IsOfHostAlone(call.Page, held.Host));
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) =>
        [Component.Table, Component.Host, Component.Vm(call.Answer)];

    public override string? Objection(CallRecord call, Components held, Components seen) =>
        held.Table!.Vms[call.Answer].Status == VmStatus.Free
            ? null
            : $"it answered vm {call.Answer}, which is {held.Table.Vms[call.Answer].Status}";

    public override Components After(CallRecord call, int cpu, Components held, Components seen) => held
        .With(call.Page, HostPage.OfEngine)
        .With(call.Answer, VmState.None(Bounds.Places) with { Status = VmStatus.Active, Root = call.Page })
        .With(call.Answer, TableRow.None(Bounds.Vcpus) with { Status = VmStatus.Active, Root = call.Page });

    private IEnumerable<Refusal> IsFull(TableState? table)
    {
        if (table is not null && table.Vms.Values.All(vm => vm.Status != VmStatus.Free))
        {
            yield return new(HypercallError.NoMemory, "a position is free", $"all {Bounds.Vms} positions are taken");
        }
    }
}
