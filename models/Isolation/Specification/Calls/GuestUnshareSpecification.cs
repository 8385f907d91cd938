using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>A page that the VM lent the host is the VM's alone.</summary>
internal sealed class GuestUnshareSpecification(Bounds bounds) : CallSpecification(bounds)
{
    public override IEnumerable<Refusal> Refusals(CallRecord call, int cpu, Components held) =>
        OwnPlace.Refusals(Bounds, call, held, PageState.SharedOwned);

    public override IEnumerable<Component> Needs(CallRecord call, Components held) =>
        [Component.Host, Component.Vm(held.Loaded.Vm)];

    public override Components After(CallRecord call, int cpu, Components held, Components seen) =>
        OwnPlace.With(call, held, PageState.Owned, HostPage.OfVm(held.Loaded.Vm));
}
