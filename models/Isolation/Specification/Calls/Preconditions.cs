using Interlock.Engine.Results;
using Interlock.Engine.Stage2;

namespace Interlock.Isolation.Specifications.Calls;

/// <summary>Preconditions that several calls have.</summary>
internal static class Preconditions
{
    /// <summary>The VM must be active.</summary>
    public static IEnumerable<Refusal> Lives(int vm, VmState? state)
    {
        if (state is { IsActive: false })
        {
            yield return new(HypercallError.NotFound, "the VM is active", $"vm {vm} is {state.Status}");
        }
    }

    /// <summary>The page must be the host's and nobody else's.</summary>
    public static IEnumerable<Refusal> IsOfHostAlone(int page, HostState? host)
    {
        if (host is not null && host.Pages[page].Holds != HostHolds.Alone)
        {
            yield return new(HypercallError.NotPermitted, "the page is the host's alone", $"page {page} is {host.Pages[page]}");
        }
    }

    /// <summary>A single page must be mapped in a state.</summary>
    public static IEnumerable<Refusal> IsMappedAs(int vm, int ipa, VmState? state, PageState needed)
    {
        if (state is null)
        {
            yield break;
        }

        var place = state.Places[ipa];
        if (!place.IsMapped)
        {
            yield return new(HypercallError.NotFound, "something is mapped there", $"vm {vm} has nothing at {ipa}");
            yield break;
        }

        if (place.IsInBlock)
        {
            yield return new(HypercallError.InvalidArgument, "it is mapped as a page", $"vm {vm} has {place} at {ipa}");
        }

        if (place.State != needed)
        {
            yield return new(HypercallError.NotPermitted, $"it is mapped as {needed}", $"vm {vm} has {place} at {ipa}");
        }
    }
}
