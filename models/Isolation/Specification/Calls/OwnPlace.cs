using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>What a guest does with a page of its own: lend it, or end that.</summary>
internal static class OwnPlace
{
    public static IEnumerable<Refusal> Refusals(Bounds bounds, CallRecord call, Components held, PageState needed)
    {
        var outside = bounds.OutOfRange(ipa: call.IpaPage).ToList();
        return outside.Count > 0
            ? outside
            : Preconditions.IsMappedAs(held.Loaded.Vm, call.IpaPage, held.Vm(held.Loaded.Vm), needed);
    }

    public static Components With(CallRecord call, Components held, PageState state, HostPage host)
    {
        var vm = held.Vm(held.Loaded.Vm)!;
        var place = vm.Places[call.IpaPage];
        return held
            .With(place.Page, host)
            .With(held.Loaded.Vm, vm.With(call.IpaPage, place with { State = state }));
    }
}
