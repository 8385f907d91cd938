using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Idealized.Calls;

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

    /// <summary>
    /// The platform's state, as far as the components tell. There is none where they contradict each other: where a page has two owners, or
    /// two places in one, or an owner that has it nowhere. Nothing is known if the host's component is not among them.
    /// </summary>
    public Image Of(Components components)
    {
        if (components.Host is not { } host)
        {
            return default;
        }

        var state = Nobodys(host.Pages.Count);
        for (var page = 0; page < host.Pages.Count; page++)
        {
            var claims = Claims(components, page).ToList();
            if (!Fits(components, page, claims))
            {
                var also = claims.Count == 0 ? "which has it nowhere" : $"and also {string.Join(" and ", claims)}";
                return new(null, $"page {page} is {host.Pages[page]}, {also}") { MissingOf = page };
            }

            state = claims is [{ IsTable: false } claim]
                ? Owned(state, OsOf(claim.Vm), claim.Ipa, page)
                : host.Pages[page].Holds switch
                {
                    HostHolds.Alone or HostHolds.Lends => Owned(state, 0, page, page),
                    HostHolds.NothingOfEngine => state.WithPage(page, new Page(Owner.Hypervisor, PageKind.Data, 0)),
                    HostHolds.NothingOfVm or HostHolds.Borrows => MayBeOthers(components, page)
                        ? state.WithPage(page, new Page(NotLookedAt, PageKind.Bare, 0))
                        : state,
                };
        }

        return new(state, null);
    }

    // Whether what the host's tree says of a page and what the VMs say that were looked at make one owner of it.
    private static bool Fits(Components components, int page, IReadOnlyList<Claim> claims)
    {
        var held = components.Host!.Pages[page];
        return held.Holds switch
        {
            HostHolds.Alone or HostHolds.Lends => claims.Count == 0,
            HostHolds.NothingOfEngine => claims.All(claim => claim.IsTable),
            HostHolds.NothingOfVm => claims.Count == 0
                ? components.Vm(held.Vm) is not { Status: not VmStatus.Dying }
                : claims is [{ IsTable: false } claim] && claim.Vm == held.Vm,
            HostHolds.Borrows => claims.Count == 0 ? MayBeOthers(components, page) : claims is [{ IsTable: false }],
        };
    }

    // Whether a VM that was not looked at may have the page.
    private static bool MayBeOthers(Components components, int page) =>
        Enumerable.Range(0, components.Vms.Count).Any(vm => components.Vm(vm) is null
            && (components.Host!.Pages[page] is not { Holds: HostHolds.NothingOfVm } held || held.Vm == vm));

    private static IEnumerable<Claim> Claims(Components components, int page)
    {
        for (var vm = 0; vm < components.Vms.Count; vm++)
        {
            if (components.Vm(vm) is not { } known)
            {
                continue;
            }

            foreach (var _ in known.TablePages.Where(table => table == page))
            {
                yield return new(vm, Claim.Table);
            }

            for (var ipa = 0; ipa < known.Places.Count; ipa++)
            {
                if (known.Places[ipa] is { State: PageState.Owned or PageState.SharedOwned } place && place.Page == page)
                {
                    yield return new(vm, ipa);
                }
            }
        }
    }

    private static PlatformState Owned(PlatformState state, int os, int pa, int page) =>
        state.WithPage(page, new Page(Owner.Os(os), PageKind.Bare, 0)).WithMap(os, pa, page);

    private PlatformState Nobodys(int pages) => PlatformState.Boot(Shape) with
    {
        Maps = Rows.Repeat(Rows.Repeat(Page.None, padds), Shape.Oses),
        Pages = Rows.Repeat(new Page(Owner.Nobody, PageKind.Bare, 0), pages),
    };

    // A VM that has a page for its own, at a page of its IPA space or as a table.
    private readonly record struct Claim(int Vm, int Ipa)
    {
        public const int Table = -1;

        public bool IsTable => Ipa == Table;

        public override string ToString() => IsTable ? $"a table of vm {Vm}" : $"vm {Vm}'s at its page {Ipa}";
    }
}
