using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Models.Idealized;
using Interlock.Models.Isolation.Spec;

namespace Interlock.Models.Isolation.Idealization;

/// <summary>
/// The abstract state of the engine as a state of the idealized platform. OS 0 is the host, whose physical pages are machine pages; OS
/// v + 1 is the VM v, whose physical pages are those of its IPA space. A page that waits to be reclaimed is nobody's.
/// </summary>
/// <remarks>
/// The two overlap in who owns a page, and at which of its addresses. What one has and the other has not: pages that are lent (the
/// idealized platform knows no sharing, so a page that is lent is its owner's, and nothing else); what is in pages, virtual addresses
/// and tables of an OS (the engine has stage 2 only, so here every page of an OS is bare); who runs, since the engine has several CPUs;
/// permissions, sizes of blocks and VMIDs.
/// </remarks>
internal sealed class EngineAsPlatform
{
    // A page of a VM whose lock was not held: that VM's address of it is not known.
    private static readonly Owner NotLookedAt = new(int.MaxValue);

    private readonly int padds;

    public EngineAsPlatform(Configuration configuration)
    {
        padds = Math.Max(configuration.Pages, new Bounds(configuration).Places);
        Shape = new Shape(configuration.Vms + 1, configuration.Pages, padds, 1, 2, HasCaches: false, HasErrors: false);
    }

    /// <summary>The shape of the platform.</summary>
    public Shape Shape { get; }

    /// <summary>The OS that a VM is.</summary>
    public static int OsOf(int vm) => vm + 1;

    /// <summary>The platform's state, as far as the components tell; null if the host's is not among them.</summary>
    public PlatformState? Of(Components components)
    {
        if (components.Host is null)
        {
            return null;
        }

        var state = Nobodys(components.Host.Pages.Count);
        for (var page = 0; page < components.Host.Pages.Count; page++)
        {
            state = components.Host.Pages[page].Holds switch
            {
                HostHolds.Alone or HostHolds.Lends => Owned(state, 0, page, page),
                HostHolds.NothingOfEngine => state.WithPage(page, new Page(Owner.Hypervisor, PageKind.Data, 0)),
                HostHolds.NothingOfVm or HostHolds.Borrows => OfVm(state, components, page),
            };
        }

        return state;
    }

    // The VM whose tables say that it owns the page. If there is none, the page is nobody's, unless a VM was not looked at.
    private static PlatformState OfVm(PlatformState state, Components components, int page)
    {
        var mayBeOthers = false;
        for (var vm = 0; vm < components.Vms.Count; vm++)
        {
            if (components.Vm(vm) is not { } known)
            {
                mayBeOthers |= components.Host!.Pages[page] is not { Holds: HostHolds.NothingOfVm } held || held.Vm == vm;
                continue;
            }

            for (var ipa = 0; ipa < known.Places.Count; ipa++)
            {
                if (known.Places[ipa] is { State: PageState.Owned or PageState.SharedOwned } place && place.Page == page)
                {
                    return Owned(state, OsOf(vm), ipa, page);
                }
            }
        }

        return mayBeOthers ? state.WithPage(page, new Page(NotLookedAt, PageKind.Bare, 0)) : state;
    }

    private static PlatformState Owned(PlatformState state, int os, int pa, int page) =>
        state.WithPage(page, new Page(Owner.Os(os), PageKind.Bare, 0)).WithMap(os, pa, page);

    private PlatformState Nobodys(int pages) => PlatformState.Boot(Shape) with
    {
        Maps = Rows.Repeat(Rows.Repeat(Page.None, padds), Shape.Oses),
        Pages = Rows.Repeat(new Page(Owner.Nobody, PageKind.Bare, 0), pages),
    };
}
