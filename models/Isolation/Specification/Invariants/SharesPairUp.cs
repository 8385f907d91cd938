using Interlock.Engine.Stage2;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>
/// A page is lent by the host if and only if guests have it borrowed, as many as are counted; and it is borrowed by the host if and only
/// if a VM lends it.
/// </summary>
public sealed class SharesPairUp : Invariant
{
    /// <inheritdoc/>
    public override string Property => "shares-pair-up";

    /// <inheritdoc/>
    public override string Trial => "a page that is lent";

    /// <inheritdoc/>
    public override bool IsTriedBy(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(vms);
        return host.Pages.Values.Any(page => page.Holds is HostHolds.Lends or HostHolds.Borrows);
    }

    /// <inheritdoc/>
    public override Flaw? OfMemory(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        for (var page = 0; page < host.Pages.Count; page++)
        {
            var held = host.Pages[page];
            var borrowed = Mappings(vms, page, PageState.SharedBorrowed);
            var lent = Mappings(vms, page, PageState.SharedOwned);
            if (held.Shares != borrowed
                || (held.Holds == HostHolds.Lends) != (borrowed > 0)
                || (held.Holds == HostHolds.Borrows) != (lent > 0))
            {
                return new(
                    $"page {page} is {held}, and guests have it borrowed {borrowed} times and lend it {lent} times",
                    new SharesMiscounted(page, held, borrowed, lent));
            }
        }

        return null;
    }

    private static int Mappings(IReadOnlyList<VmState> vms, int page, PageState state) =>
        vms.Sum(vm => vm.Places.Values.Count(place => place.State == state && place.Page == page));
}
