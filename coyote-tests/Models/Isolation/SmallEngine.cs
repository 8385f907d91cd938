using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Specifications;
using Interlock.Isolation.Specifications.Invariants;
using Interlock.Isolation.Structures;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>An engine small enough to write its states down.</summary>
internal static class SmallEngine
{
    /// <summary>Its configuration.</summary>
    public static Configuration Of(int cpus = 1, int vms = 1, int pages = 2, int levels = 1, int vmids = 1, int shares = 1) => new(
        pages,
        cpus,
        vms,
        VcpusPerVm: 1,
        new Geometry(pages <= 2 ? 1 : pages <= 4 ? 2 : 3, 2),
        new Geometry(levels, 2),
        vmids,
        Generations: 2,
        shares);

    /// <summary>The words of memory at boot; the tests write what an engine would, and what it would not.</summary>
    public static ulong[] Words(MemoryMap map) =>
        [.. Enumerable.Range(0, map.Words).Select(word => map.AtBoot(new Interlock.Sync.Address(word)))];

    /// <summary>Components of which every lock is held, as at boot.</summary>
    public static Components Boot(Configuration configuration)
    {
        var bounds = new Bounds(configuration);
        return new(
            new TableState(Rows.Repeat(TableRow.None(bounds.Vcpus), bounds.Vms), 0, 0, false),
            new HostState(Rows.Repeat(HostPage.Own, bounds.Pages), 0),
            Rows.Repeat(new Known<VmState>(VmState.None(bounds.Places)), bounds.Vms),
            LoadedVcpu.None);
    }

    /// <summary>What invariants say of components; null if they hold.</summary>
    public static string? Broken(Invariant invariant, Components components) =>
        (invariant.OfMemory(components.Host!, [.. components.Vms.Values.Select(vm => vm.Value!)])
            ?? invariant.OfTable(components.Table!, [components.Loaded]))?.Message;
}
