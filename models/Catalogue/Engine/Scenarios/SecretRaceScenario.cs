using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Races;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Monitors;
using Interlock.Isolation.Noninterference;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>A race whose first VM has secrets, as pairs of executions.</summary>
/// <param name="name">As on the command line.</param>
/// <param name="summary">What happens, in a sentence.</param>
/// <param name="parameters">The sizes.</param>
/// <param name="configuration">What the engine is built for, of the sizes.</param>
/// <param name="race">What the CPUs do.</param>
/// <param name="witnesses">What must have been seen: names of call records.</param>
public sealed class SecretRaceScenario(
    string name,
    string summary,
    IReadOnlyList<Parameter> parameters,
    Func<Sizes, Configuration> configuration,
    Func<HostCalls, GuestCalls, Victim, MemoryMap, SecretRace> race,
    IReadOnlyList<string> witnesses) : EngineVariantScenario
{
    private const string Timed = "flush";

    /// <summary>Every one, in the order in which they are listed.</summary>
    public static IReadOnlyList<SecretRaceScenario> All { get; } =
    [
        new(
            "secret-teardown",
            "The host ends a VM with secrets, gets its memory back, looks at it and makes it anew while other CPUs run its vCPU.",
            [new("cpus", 2, 2, 2, "physical CPUs"), new("registers", 1, 0, 1, "general registers")],
            sizes => new Configuration(
                2, sizes["cpus"], 1, 1, new Geometry(1, 2), new Geometry(1, 2), 1, 2, 1) { Registers = sizes["registers"] },
            (host, guest, victim, map) => new SecretTeardown(host, guest, victim, map),
            ["DestroyVm: ok", "DestroyVm: Busy", "ReclaimPage: ok", "LoadVcpu: ok", "LoadVcpu: NotFound"]),
        new(
            "secret-tables",
            "The engine gives a spare table of a VM with secrets back to the host, which sees which one it is.",
            [new("registers", 0, 0, 1, "general registers")],
            sizes => new Configuration(4, 1, 1, 1, new Geometry(2, 2), new Geometry(1, 2), 1, 2, 1) { Registers = sizes["registers"] },
            (host, guest, victim, map) => new SecretTables(host, guest, victim, map),
            ["ReturnTable: ok", "SupplyTable: ok"]),
        new(
            "secret-exits",
            "A VM with secrets is left for interrupts, faults and devices, and the host looks at its registers.",
            [new("registers", 2, 1, 2, "general registers")],
            sizes => new Configuration(2, 1, 1, 1, new Geometry(1, 2), new Geometry(1, 2), 1, 2, 1) { Registers = sizes["registers"] },
            (host, guest, victim, map) => new SecretExits(host, guest, victim, map),
            ["RunVcpu: ok", "GuestAbort: Device"]),
        new(
            "switch-flush",
            "A host with a clock fills the TLB and the cache, has a VM with secrets run, and times accesses of its own.",
            [new(Timed, 1, 0, 1, "whether the engine flushes the TLB and the cache when it leaves a guest")],
            sizes => new Configuration(5, 1, 1, 1, new Geometry(3, 2), new Geometry(1, 2), 1, 2, 1) { FlushesOnLeave = sizes[Timed] == 1 },
            (host, guest, victim, map) => new SwitchProbe(host, guest, victim, map),
            ["RunVcpu: ok"]),
    ];

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Summary => summary;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => parameters;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties =>
        [.. SecrecyScenario.AllProperties.Where(property => property != "guest-context" || HasRegisters)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes, "no-lost-wake-up");

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var isTimed = parameters.Any(parameter => parameter.Name == Timed);
        var engine = configuration(sizes);

        // A flush on a switch is made without the host's lock, by each CPU for itself: the discipline of locks does not know it.
        var setup = new EngineSetup(
            engine,
            isTimed ? LockForm.Shipped : LockForm.SpecificationUnmerged,
            isWatched: false,
            variant: VariantOf(variant),
            translation: isTimed ? (layout, ets) => new TimedTranslation(layout, ets, engine.Cpus) : null);
        var (host, guest) = (new HostCalls(setup.Engine), new GuestCalls(setup.Engine));
        var victimWord = setup.Program.Word("victim", initial: 1);
        var victim = new Victim(guest, setup.Engine, ipas: isTimed ? 2 : 1, words: 1);
        var client = new RaceClient(race(host, guest, victim, setup.Map), host, setup.Program.Word("ready"));
        setup.Program.WatchIfTested(new Integrity(setup.Map));
        if (HasRegisters)
        {
            setup.Program.WatchIfTested(new GuestContext(setup.Map));
        }

        setup.Program.Run(engine.Cpus, client.Run);
        foreach (var witness in witnesses)
        {
            setup.Program.MustSee(witness);
        }

        return setup.Program.AsTwoLanes(
            setup.Translation is TimedTranslation timed
                ? new TimedObserver(setup.Map, victimWord, timed)
                : new VictimsObserver(setup.Map, victimWord),
            setup.Translation);
    }

    // Where there are none by default, nothing of them is promised.
    private bool HasRegisters => parameters.Any(parameter => parameter is { Name: "registers", Default: > 0 });
}
