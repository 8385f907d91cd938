using System.Collections.Concurrent;
using Interlock.Engine.Vms;
using Interlock.Isolation.Ghosts;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Structures;
using Interlock.Isolation.Symmetries;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Refinements;

/// <summary>The ghost's numbers, and those of effects, once pages, VMs and CPUs have other names.</summary>
[Stateless("Remembered answers, which follow from what was asked.")]
internal sealed class RenamedGhost(Ghost ghost, Effects effects)
{
    private readonly ConcurrentDictionary<(int Component, int Number, int Renaming), int> components = new();
    private readonly ConcurrentDictionary<(int Effects, int Renaming), int> ofEffects = new();

    /// <summary>The component that a component becomes.</summary>
    public static Component Of(Component component, Exchange exchange) =>
        component.IsVm ? Component.Vm(exchange.Vms[component.VmIndex]) : component;

    /// <summary>The number of what a component becomes, among those of the component that it becomes.</summary>
    public int Of(Component component, int number, int renaming, Exchange exchange) =>
        components.TryGetValue((component.Index, number, renaming), out var known)
            ? known
            : components.GetOrAdd((component.Index, number, renaming), Anew(component, number, exchange));

    /// <summary>The number of what effects become.</summary>
    public int Of(int number, int renaming, Exchange exchange) => ofEffects.TryGetValue((number, renaming), out var known)
        ? known
        : ofEffects.GetOrAdd((number, renaming), effects[number].Values.Aggregate(0, (sofar, effect) => effects.And(sofar, new Effect(
            Of(effect.Component, exchange),
            Of(effect.Component, effect.Before, renaming, exchange),
            Of(effect.Component, effect.After, renaming, exchange)))));

    // What has a flaw is a violation, and nothing follows it.
    private int Anew(Component component, int number, Exchange exchange)
    {
        if (ghost.Flaw(component, number) is not null)
        {
            return number;
        }

        var becomes = Of(component, exchange);
        return component == Component.Table ? ghost.NumberOf(Of(ghost.Table(number)!, exchange))
            : component == Component.Host ? ghost.NumberOf(Of(ghost.Host(number)!, exchange))
            : ghost.NumberOf(becomes.VmIndex, Of(ghost.Vm(component.VmIndex, number)!, exchange));
    }

    private static TableState Of(TableState table, Exchange exchange) =>
        table with { Vms = Moved(table.Vms, exchange.Vms, row => Of(row, exchange)) };

    private static TableRow Of(TableRow row, Exchange exchange) => row with
    {
        Root = RootOf(row.Status, row.Root, exchange),
        Vcpus = Rows.Of(row.Vcpus.Values.Select(vcpu =>
            vcpu >= TableRow.Loaded ? TableRow.Loaded + (int)exchange.Cpu((ulong)(vcpu - TableRow.Loaded)) : vcpu)),
    };

    private static HostState Of(HostState host, Exchange exchange) => host with
    {
        Pages = Moved(host.Pages, exchange.Pages, page =>
            page.Holds == HostHolds.NothingOfVm ? page with { Vm = (int)exchange.Vm((ulong)page.Vm) } : page),
    };

    private static VmState Of(VmState vm, Exchange exchange) => vm with
    {
        Root = RootOf(vm.Status, vm.Root, exchange),
        Spares = Rows.Of(vm.Spares.Values.Select(page => PageOf(page, exchange)).Order()),
        Tables = Rows.Of(vm.Tables.Values.Select(table => table with { Page = PageOf(table.Page, exchange) })),
        Places = Rows.Of(vm.Places.Values.Select(place =>
            place.IsMapped ? place with { Page = PageOf(place.Page, exchange) } : place)),
    };

    private static int RootOf(VmStatus status, int root, Exchange exchange) =>
        status == VmStatus.Active ? PageOf(root, exchange) : root;

    private static int PageOf(int page, Exchange exchange) => (int)exchange.Page((ulong)page);

    private static Row<T> Moved<T>(Row<T> row, int[] to, Func<T, T> rename)
        where T : IEquatable<T>
    {
        var moved = new T[row.Count];
        for (var index = 0; index < row.Count; index++)
        {
            moved[to[index]] = rename(row[index]);
        }

        return Rows.Of(moved);
    }
}
