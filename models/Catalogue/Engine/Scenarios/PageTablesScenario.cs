using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>Every state of the tables that calls of one CPU can lead to, counted.</summary>
/// <param name="name">As on the command line.</param>
/// <param name="trees">What kind of trees, for the summary.</param>
/// <param name="parameters">The sizes.</param>
public sealed class PageTablesScenario(string name, string trees, IReadOnlyList<Parameter> parameters) : EngineScenario
{
    /// <summary>Trees of one level, of few pages: any wrong answer to a single CPU is found here at once.</summary>
    public static PageTablesScenario OfFewPages { get; } = new(
        "few-pages",
        "table trees of few pages",
        ParametersOf(cpus: 1, vms: 2, pages: 2, vmids: 1, shares: 2, LockForm.Specification));

    /// <summary>Trees of two levels, too few pages for a block.</summary>
    public static PageTablesScenario OfFewTables { get; } = new(
        "few-tables",
        "table trees of two levels, without blocks,",
        ParametersOf(cpus: 1, vms: 1, pages: 3, vmids: 1, shares: 1, LockForm.Specification, levels: 2));

    /// <summary>Trees of one level.</summary>
    public static PageTablesScenario OfPages { get; } = new(
        "page-tables",
        "all table trees",
        ParametersOf(cpus: 1, vms: 2, pages: 3, vmids: 2, shares: 2, LockForm.Specification));

    /// <summary>Trees of two levels, with blocks.</summary>
    public static PageTablesScenario OfBlocks { get; } = new(
        "block-tables",
        "table trees of two levels, with blocks,",
        ParametersOf(cpus: 1, vms: 1, pages: 4, vmids: 1, shares: 1, LockForm.Specification, levels: 2));

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Summary => $"One CPU for ever makes any call; the states of {trees} and owners between calls are counted.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => parameters;

    /// <inheritdoc/>
    private protected override string[] NotTried => name == "few-pages"
        ? ["no-stale-table", "no-lost-wake-up"] // trees of one level have no table below the root
        : base.NotTried;

    /// <inheritdoc/>
    protected override Func<Cpu, Step> Client(HostCalls host, GuestCalls guest, Configuration configuration, Sizes sizes) =>
        new GeneralClient(host, guest, configuration, (int)(configuration.Guest.IpaLimit / PageIndex.PageSize), writes: true).Run;

    /// <inheritdoc/>
    protected override void Reduce(EngineSetup setup, Sizes sizes)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var map = setup.Map;
        setup.Program.CountDistinct("states of tables and owners", memory => Tables(map, memory));
    }

    // The host's entries, what is in pages that hold tables, and which table is whose root. What data is in other pages does not count.
    private static ulong[]? Tables(MemoryMap map, Memory memory)
    {
        if (memory[map.HostLock] != 0 || memory[map.VmTableMutex] != 0)
        {
            return null;
        }

        var words = new List<ulong>();
        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            var entry = memory[map.HostEntry(new PageIndex((ulong)page))];
            words.Add(entry);
            for (var word = 0; word < map.Configuration.Entries; word++)
            {
                words.Add(IsEngines(entry) ? memory[map.Word(new PageIndex((ulong)page), new TableIndex(word))] : 0);
            }
        }

        for (var vm = 0; vm < map.Configuration.Vms; vm++)
        {
            var ofVm = map.Vm(new VmIndex(vm));
            words.AddRange([memory[ofVm.Status], memory[ofVm.Root], memory[ofVm.FirstSpare]]);
        }

        return [.. words];
    }

    private static bool IsEngines(ulong entry) => (entry & 1) == 0 && (entry >> 2 & 0xff) == 1;
}
