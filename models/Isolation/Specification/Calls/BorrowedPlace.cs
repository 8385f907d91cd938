using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>What the host may do with a place in a VM only if it is the host's own page that is there.</summary>
internal static class BorrowedPlace
{
    public static IEnumerable<Refusal> Refusals(Bounds bounds, CallRecord call, Components held)
    {
        var outside = bounds.OutOfRange(vm: call.Vm, ipa: call.IpaPage).ToList();
        if (outside.Count > 0)
        {
            return outside;
        }

        var vm = held.Vm(call.Vm);
        var dead = Preconditions.Lives(call.Vm, vm).ToList();
        return dead.Count > 0 ? dead : Preconditions.IsMappedAs(call.Vm, call.IpaPage, vm, PageState.SharedBorrowed);
    }
}
