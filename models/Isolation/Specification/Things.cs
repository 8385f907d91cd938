using Interlock.Isolation.Calls;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Specifications;

/// <summary>The pages and virtual machines that parts of the abstract state are about.</summary>
internal static class Things
{
    /// <summary>Those of a page of the host's component, beside the page itself.</summary>
    public static IEnumerable<Concern> Of(HostPage page) => page.Holds == HostHolds.NothingOfVm ? [Concern.Vm(page.Vm)] : [];

    /// <summary>Those of the host's component.</summary>
    public static IEnumerable<Concern> Of(HostState host) =>
        host.Pages.Values.SelectMany((page, index) => Of(page).Prepend(Concern.Page(index)));

    /// <summary>Those of a page of IPA space.</summary>
    public static IEnumerable<Concern> Of(Place place) => place.IsMapped ? [Concern.Page(place.Page)] : [];

    /// <summary>Those of a virtual machine's component, beside the machine itself.</summary>
    public static IEnumerable<Concern> Of(VmState vm) => vm.Places.Values.SelectMany(Of).Append(Concern.Vmids);

    /// <summary>Those of the VM table's component.</summary>
    public static IEnumerable<Concern> Of(TableState table) =>
        Enumerable.Range(0, table.Vms.Count).Select(Concern.Vm).Append(Concern.Vmids);

    /// <summary>Those of what a CPU has loaded.</summary>
    public static IEnumerable<Concern> Of(LoadedVcpu loaded) => loaded.IsSome ? [Concern.Vm(loaded.Vm)] : [];

    /// <summary>Those of a component by name.</summary>
    public static IEnumerable<Concern> Of(Component component) => component.IsVm ? [Concern.Vm(component.VmIndex)] : [];

    /// <summary>Those that a call names, and the page that is mapped at the page of IPA space that it names.</summary>
    public static IEnumerable<Concern> Of(CallRecord call, Components held) => call.Call switch
    {
        Call.CreateVm or Call.ReclaimPage or Call.HostAbort => [Concern.Page(call.Page)],
        Call.DestroyVm or Call.ReturnTable or Call.CreateVcpu or Call.LoadVcpu => [Concern.Vm(call.Vm)],
        Call.SupplyTable => [Concern.Vm(call.Vm), Concern.Page(call.Page)],
        Call.PutVcpu or Call.RunVcpu => Of(held.Loaded),
        Call.Donate or Call.Share => [Concern.Vm(call.Vm), Concern.Page(call.Page), .. At(held.Vm(call.Vm), call.IpaPage)],
        Call.Permit or Call.Unshare or Call.SplitBlock or Call.MergeTable =>
            [Concern.Vm(call.Vm), .. At(held.Vm(call.Vm), call.IpaPage)],
        Call.GuestShare or Call.GuestUnshare or Call.GuestAbort =>
            [.. Of(held.Loaded), .. At(held.Vm(held.Loaded.Vm), call.IpaPage)],
    };

    /// <summary>Those of the first component in which two states differ.</summary>
    public static IEnumerable<Concern> OfDifference(Components one, Components other) =>
        !Equals(one.Table, other.Table) ? [.. OfAny(one.Table), .. OfAny(other.Table)]
        : !Equals(one.Host, other.Host) ? [.. OfAny(one.Host), .. OfAny(other.Host)]
        : Enumerable.Range(0, one.Vms.Count).Where(vm => !Equals(one.Vm(vm), other.Vm(vm)))
            .Select(vm => (IEnumerable<Concern>)[Concern.Vm(vm), .. OfAny(one.Vm(vm)), .. OfAny(other.Vm(vm))])
            .FirstOrDefault([.. Of(one.Loaded), .. Of(other.Loaded)]);

    private static IEnumerable<Concern> OfAny(object? component) => component switch
    {
        TableState table => Of(table),
        HostState host => Of(host),
        VmState vm => Of(vm),
        _ => [],
    };

    private static IEnumerable<Concern> At(VmState? vm, int ipa) =>
        vm is not null && ipa >= 0 && ipa < vm.Places.Count ? Of(vm.Places[ipa]) : [];
}
