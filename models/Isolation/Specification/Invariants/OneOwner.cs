using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>
/// Every page has exactly one owner: the host; or the engine, and then it is one table of one VM; or one VM, and then it has one place in
/// it, or waits there to be reclaimed.
/// </summary>
public sealed class OneOwner : Invariant
{
    /// <inheritdoc/>
    public override string Property => "one-owner";

    /// <inheritdoc/>
    public override string Trial => "a page that is not the host's alone";

    /// <inheritdoc/>
    public override bool IsTriedBy(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(vms);
        return host.Pages.Values.Any(page => page.Holds != HostHolds.Alone);
    }

    /// <inheritdoc/>
    public override Flaw? OfMemory(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        for (var page = 0; page < host.Pages.Count; page++)
        {
            var uses = vms.SelectMany((vm, index) => Uses(vm, index, page)).ToList();
            var held = host.Pages[page];
            var fits = held.Holds switch
            {
                HostHolds.Alone or HostHolds.Lends => uses.Count == 0,
                HostHolds.Borrows => uses is [{ IsTable: false }],
                HostHolds.NothingOfEngine => uses is [{ IsTable: true }],
                HostHolds.NothingOfVm => uses.Count == 0
                    ? vms[held.Vm].Status == VmStatus.Dying
                    : uses is [{ IsTable: false }] && uses[0].Vm == held.Vm,
            };
            if (!fits)
            {
                return new(
                    $"page {page} is {held}, and also {(uses.Count == 0 ? "nobody's" : string.Join(" and ", uses))}",
                    new PageContradicted(page, held, Rows.Of(uses.Select(use => use.Vm))));
            }
        }

        return null;
    }

    private static IEnumerable<Use> Uses(VmState vm, int index, int page)
    {
        foreach (var _ in vm.TablePages.Where(table => table == page))
        {
            yield return new Use(index, true);
        }

        foreach (var _ in vm.Places.Values.Where(place =>
            place.Page == page && place.State is PageState.Owned or PageState.SharedOwned))
        {
            yield return new Use(index, false);
        }
    }

    private readonly record struct Use(int Vm, bool IsTable)
    {
        public override string ToString() => IsTable ? $"a table of vm {Vm}" : $"memory of vm {Vm}";
    }
}
