using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page that the host lends has one guest mapping less.</summary>
internal sealed class UnshareSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held) =>
        BorrowedPlace.Refusals(Bounds, call, held);

    public override IEnumerable<Component> Needs(CallRecord call, Components held) => [Component.Host, Component.Vm(call.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen)
    {
        var page = held.Vm(call.Vm)!.Places[call.IpaPage].Page;
        return held
            .With(page, HostPage.LentTo(Math.Max(0, held.Host!.Pages[page].Shares - 1)))
            .With(call.Vm, held.Vm(call.Vm)!.With(call.IpaPage, default(Place)));
    }
}
