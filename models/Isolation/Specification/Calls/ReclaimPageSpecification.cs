using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page of a VM that is gone is the host's; with the last one the VM's position is free.</summary>
internal sealed class ReclaimPageSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        var outside = Bounds.OutOfRange(page: call.Page).ToList();
        return outside.Count > 0 || held.Host is null ? outside : Refusals(call, held.Host.Pages[call.Page], held.Table);
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => held.Host is null
        ? [Component.Host]
        : [Component.Table, Component.Vm(held.Host.Pages[call.Page].Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var index = held.Host!.Pages[call.Page].Vm;
        var (vm, row) = (held.Vm(index)!, held.Table!.Vms[index]);
        var status = vm.OwnedPages == 1 ? VmStatus.Free : VmStatus.Dying;
        return held
            .With(call.Page, HostPage.Own)
            .With(index, vm with { OwnedPages = vm.OwnedPages - 1, Status = status })
            .With(index, row with { Status = status });
    }

    private static IEnumerable<Refusal> Refusals(CallRecord call, HostPage page, TableState? table)
    {
        if (page.Holds != HostHolds.NothingOfVm)
        {
            yield return new(HypercallError.NotPermitted, "the page is a VM's", $"page {call.Page} is {page}");
        }
        else if (table is not null && table.Vms[page.Vm].Status != VmStatus.Dying)
        {
            yield return new(HypercallError.NotPermitted, "its VM is gone", $"vm {page.Vm} is {table.Vms[page.Vm].Status}");
        }
    }
}
