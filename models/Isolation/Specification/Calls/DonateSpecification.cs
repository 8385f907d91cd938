using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page that was the host's alone is the VM's alone, and mapped.</summary>
internal sealed class DonateSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held)
    {
        var outside = Bounds.OutOfRange(vm: call.Vm, page: call.Page, ipa: call.IpaPage).ToList();
        if (outside.Count > 0)
        {
            return outside;
        }

        var vm = held.Vm(call.Vm);
        var dead = Preconditions.Lives(call.Vm, vm).ToList();
        var notOurs = Preconditions.IsOfHostAlone(call.Page, held.Host);
        return dead.Count > 0 ? dead.Concat(notOurs) : notOurs.Concat(NewPlace.Refusals(Bounds, call.Vm, call.IpaPage, vm));
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Host, Component.Vm(call.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var vm = held.Vm(call.Vm)!;
        var place = new Place(PageState.Owned, call.Page, true, Place.PageLevel);
        return held
            .With(call.Page, HostPage.OfVm(call.Vm))
            .With(call.Vm, NewPlace.Put(Bounds, vm, seen.Vm(call.Vm), call.IpaPage, place) with { OwnedPages = vm.OwnedPages + 1 });
    }
}
