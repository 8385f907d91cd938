using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Availability;
using Interlock.Isolation.Clients.Races;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>
/// CPUs for ever make calls of the engine with the production locks, and what is asked is that calls return if all CPUs are scheduled
/// fairly. What else must hold of the same calls the other scenarios of the engine watch.
/// </summary>
public sealed class CallsReturnScenario : EngineVariantScenario
{
    private const string Every = "every-call-returns";
    private const string Some = "livelock-freedom";
    private const string Attended = "every-vcpu-attended";

    private readonly Func<HostCalls, GuestCalls, MemoryMap, Race> calls;
    private readonly string property;
    private readonly string[] witnesses;

    private CallsReturnScenario(
        string name,
        string summary,
        string property,
        Func<HostCalls, GuestCalls, MemoryMap, Race> calls,
        string[] witnesses,
        int fewestCpus,
        params IEnumerable<Mutant> mutants)
    {
        Parameters = [new("cpus", 2, fewestCpus, 3, "physical CPUs")];
        (Name, Summary, Mutants) = (name, summary, [.. mutants]);
        (this.property, this.calls, this.witnesses) = (property, calls, witnesses);
        Parameters = [new("cpus", 2, property == Attended ? 2 : 1, 3, "physical CPUs")]; // one alone is never asked for a rollover
        Properties = [property, "assertions", "deadlock-freedom", "no-lost-wake-up", "progress", "no-run-time-error"];
    }

    /// <summary>Calls that wait for nothing but ticket locks: each of them returns.</summary>
    public static CallsReturnScenario OfMemory { get; } = new(
        "memory-availability",
        "CPUs for ever make calls that move memory; if all are scheduled fairly, every call returns.",
        Every,
        (host, guest, _) => new AnyMemoryCall(host, guest),
        ["Share: ok", "Unshare: ok", "Permit: ok", "SupplyTable: ok", "ReturnTable: ok"],
        1,
        new Mutant(
            "engine-with-unfair-locks",
            Every,
            "L-13 (Linux d13316614633: qrwlock starves writers)",
            new Dictionary<string, int> { ["cpus"] = 2 },
            "engine-with-event-locks",
            "Who sleeps until an event still is served in turn.")
        {
            Family = Family.Availability,
        });

    /// <summary>Calls that wait for the VM table's mutex too, by which any one can be overtaken for ever: some call returns.</summary>
    public static CallsReturnScenario OfLifecycle { get; } = new(
        "lifecycle-availability",
        "CPUs for ever make calls that make, run and end VMs; if all are scheduled fairly, some call returns again and again.",
        Some,
        (host, guest, _) => new AnyLifecycleCall(host, guest),
        ["CreateVm: ok", "DestroyVm: ok", "LoadVcpu: ok", "RunVcpu: ok", "PutVcpu: ok"],
        1,
        new Mutant(
            "engine-with-polite-lock",
            Some,
            "L-20 (Drepper, Futexes Are Tricky: two contenders keep changing the word, and nobody gets in)",
            new Dictionary<string, int> { ["cpus"] = 2 },
            "engine-with-patient-lock",
            "Who waits changes the word only to take the lock.")
        {
            Family = Family.Availability,
        });

    /// <summary>
    /// Each CPU runs a vCPU of the one VM and of the other in turns, and there is one VMID: each is run, though every time VMIDs roll over.
    /// That the VM table's mutex is not fair does no harm here: a CPU that overtakes others comes to need a VMID, and then waits for all.
    /// </summary>
    public static CallsReturnScenario OfRollovers { get; } = new(
        "rollover-availability",
        "CPUs for ever run vCPUs of two VMs in turns with one VMID; guests run until they are interrupted: each vCPU is run.",
        Attended,
        (host, guest, map) => new InTurns(host, guest, map),
        ["RunVcpu: ok", InTurns.Interrupted],
        2, // a guest is interrupted only for another CPU's sake
        EngineMutants.In("rollover-availability"));

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Summary { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => property == Every
        ? ClaimsByDefault(sizes, "no-lost-wake-up") // ticket locks do not sleep
        : ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; }

    /// <inheritdoc/>
    public override Licences Licences => Licences.SpuriousWakes | Licences.WfeWithoutEvent;

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var setup = new EngineSetup(Configuration(sizes["cpus"]), LockForm.Shipped, isWatched: false, variant: VariantOf(variant));
        var host = new HostCalls(setup.Engine);
        var client = new RaceClient(calls(host, new GuestCalls(setup.Engine), setup.Map), host, setup.Program.Word("ready"));
        setup.Program.Run(sizes["cpus"], client.Run);
        setup.Program.MustProgress(RaceClient.RoundNote);
        switch (property)
        {
            case Every:
                setup.Program.MustRespond(Every, RaceClient.BeginNote, RaceClient.RoundNote, Fairness.Weak);
                break;
            case Attended:
                setup.Program.MustRespond(Attended, InTurns.Wanted, InTurns.Runs, Fairness.Weak);
                break;
            default:
                setup.Program.MustRecur(Some, RaceClient.RoundNote, Fairness.Weak);
                break;
        }

        foreach (var witness in witnesses)
        {
            setup.Program.MustSee(witness);
        }

        setup.Program.Allow(sizes.Licences);
        return setup.AsSystem();
    }

    /// <inheritdoc/>
    protected override EngineVariant? VariantOf(string? variant) =>
        variant is not null && OtherLocks.All.TryGetValue(variant, out var locks)
            ? new EngineVariant(Locks: locks)
            : base.VariantOf(variant);

    // Of rollovers two VMs, each with a vCPU for every CPU.
    private Configuration Configuration(int cpus) => property == Attended
        ? new(2, cpus, 2, cpus, new Geometry(1, 2), new Geometry(1, 2), 1, 2, 1)
        : new(2, cpus, 1, 1, new Geometry(1, 2), new Geometry(1, 2), 1, 2, 2);
}
