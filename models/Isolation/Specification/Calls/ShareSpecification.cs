using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page of the host's has one guest mapping more.</summary>
internal sealed class ShareSpecification(Bounds bounds) : CallSpecification(bounds)
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
        var cannotLend = CannotLend(call.Page, held.Host);
        return dead.Count > 0 ? dead.Concat(cannotLend) : cannotLend.Concat(NewPlace.Refusals(Bounds, call.Vm, call.IpaPage, vm));
    }

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Host, Component.Vm(call.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var place = new Place(PageState.SharedBorrowed, call.Page, call.Writable, Place.PageLevel);
        return held
            .With(call.Page, HostPage.LentTo(held.Host!.Pages[call.Page].Shares + 1))
            .With(call.Vm, NewPlace.Put(Bounds, held.Vm(call.Vm)!, seen.Vm(call.Vm), call.IpaPage, place));
    }

    private IEnumerable<Refusal> CannotLend(int page, HostState? host)
    {
        if (host is null)
        {
            yield break;
        }

        var held = host.Pages[page];
        if (held.Holds is not (HostHolds.Alone or HostHolds.Lends))
        {
            yield return new(HypercallError.NotPermitted, "the page is the host's", $"page {page} is {held}");
        }
        else if (held.Shares >= Bounds.MostShares)
        {
            yield return new(HypercallError.Busy, "one mapping more can be counted", $"page {page} has {held.Shares} guest mappings");
        }
    }
}
