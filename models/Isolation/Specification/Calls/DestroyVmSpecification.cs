using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>
/// The VM is gone: its tables and what it had borrowed are the host's; what it owned stays its own until it is reclaimed; its VMID is
/// free.
/// </summary>
internal sealed class DestroyVmSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        var outside = Bounds.OutOfRange(vm: call.Vm).ToList();
        return outside.Count > 0 || held.Table is null ? outside : Refusals(call, held.Table.Vms[call.Vm]);
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) =>
        [Component.Table, Component.Host, Component.Vm(call.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var (vm, table) = (held.Vm(call.Vm)!, held.Table!);
        var owned = vm.Places.Values.Count(place => place.State is PageState.Owned or PageState.SharedOwned);
        var status = owned == 0 ? VmStatus.Free : VmStatus.Dying;
        var vmid = table.Vms[call.Vm].Vmid;
        if (vmid.IsOf(table.Generation))
        {
            table = table with { Taken = table.Taken & ~(1UL << vmid.Vmid) };
        }

        return (held with { Table = table, Host = After(call.Vm, vm, held.Host!) })
            .With(call.Vm, VmState.None(Bounds.Places) with { Status = status, OwnedPages = owned })
            .With(call.Vm, TableRow.None(Bounds.Vcpus) with { Status = status });
    }

    private static IEnumerable<Refusal> Refusals(CallRecord call, TableRow vm)
    {
        if (vm.Status != VmStatus.Active)
        {
            yield return new(HypercallError.NotFound, "the VM is active", $"vm {call.Vm} is {vm.Status}");
        }
        else if (vm.Vcpus.Values.Any(vcpu => vcpu >= TableRow.Loaded))
        {
            yield return new(HypercallError.Busy, "none of its vCPUs is loaded", $"vm {call.Vm} has vcpus {vm.Vcpus}");
        }
    }

    private static HostState After(int index, VmState vm, HostState host)
    {
        foreach (var place in vm.Places.Values)
        {
            host = place.State switch
            {
                PageState.SharedBorrowed => host.With(place.Page, HostPage.LentTo(Math.Max(0, host.Pages[place.Page].Shares - 1))),
                PageState.SharedOwned => host.With(place.Page, HostPage.OfVm(index)),
                PageState.Owned or PageState.None => host,
            };
        }

        return vm.TablePages.Aggregate(host, (now, page) => now.With(page, HostPage.Own));
    }
}
