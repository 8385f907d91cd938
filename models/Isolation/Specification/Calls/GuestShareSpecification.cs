using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page that the VM owned alone is lent to the host.</summary>
internal sealed class GuestShareSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held) =>
        OwnPlace.Refusals(Bounds, call, held, PageState.Owned);

    public override IEnumerable<Component> Needs(CallRecord call, Components held) =>
        [Component.Host, Component.Vm(held.Loaded.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen) =>
        OwnPlace.With(call, held, PageState.SharedOwned, HostPage.Borrowed);
}
