using Interlock.Engine.Aborts;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>How an abort may be resolved. It changes nothing: what the host owns counts as mapped whether it is or not.</summary>
internal sealed class AbortSpecification(Bounds bounds)
{
    /// <summary>Why the resolution cannot be; null if it can.</summary>
    public string? Objection(CallRecord call, Components held, Components seen)
    {
        var (why, allowed) = call.Call == Call.HostAbort ? OfHost(call, held) : OfGuest(call, held);
        var resolution = (AbortResolution)call.Outcome;
        return allowed.Contains(resolution)
            ? Difference.Of(held, seen)
            : $"it was resolved as {resolution}, and the specification says {string.Join(" or ", allowed)}: {why}";
    }

    // A fault may be spurious: by the time of the abort another CPU has mapped what the host may reach.
    private (string Why, AbortResolution[] Allowed) OfHost(CallRecord call, Components held)
    {
        if (call.Page >= bounds.Pages)
        {
            return ("there is no such page", [AbortResolution.Injected]);
        }

        if (held.Host is null)
        {
            return ("the host's lock was not taken", []);
        }

        var page = held.Host.Pages[call.Page];
        AbortResolution[] allowed = page.Holds switch
        {
            HostHolds.Alone => [AbortResolution.Mapped, AbortResolution.Retry],
            HostHolds.Lends or HostHolds.Borrows => [AbortResolution.Retry],
            HostHolds.NothingOfEngine or HostHolds.NothingOfVm => [AbortResolution.Injected],
        };
        return ($"page {call.Page} is {page}", allowed);
    }

    private (string Why, AbortResolution[] Allowed) OfGuest(CallRecord call, Components held)
    {
        var access = (AccessKind)call.Page;
        var injected = access == AccessKind.Fetch;
        if (call.IpaPage >= bounds.Places)
        {
            return ("a device is there", [injected ? AbortResolution.Injected : AbortResolution.Device]);
        }

        if (held.Vm(held.Loaded.Vm) is not { } vm)
        {
            return ("the VM's lock was not taken", []);
        }

        var place = vm.Places[call.IpaPage];
        var resolution = !place.IsMapped ? AbortResolution.NeedsMemory
            : place.Writable || access == AccessKind.Read ? AbortResolution.Retry
            : injected ? AbortResolution.Injected
            : AbortResolution.NeedsPermission;
        return ($"the VM has {place} there", [resolution]);
    }
}
