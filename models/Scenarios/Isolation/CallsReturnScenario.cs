using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Models.Isolation;
using Interlock.Models.Isolation.Availability;
using Interlock.Models.Isolation.Races;
using Interlock.Models.Systems;

namespace Interlock.Models.Scenarios.Isolation;

/// <summary>
/// CPUs for ever make calls of the engine with the locks that ship, and what is asked is that calls return if all CPUs are scheduled
/// fairly. What else must hold of the same calls the other scenarios of the engine watch.
/// </summary>
public sealed class CallsReturnScenario : Scenario
{
    private const string Every = "every-call-returns";
    private const string Some = "livelock-freedom";

    private readonly Func<HostCalls, GuestCalls, Race> calls;
    private readonly string property;
    private readonly string[] witnesses;

    private CallsReturnScenario(
        string name, string summary, string property, Func<HostCalls, GuestCalls, Race> calls, string[] witnesses, params Mutant[] mutants)
    {
        (Name, Summary, Mutants) = (name, summary, mutants);
        (this.property, this.calls, this.witnesses) = (property, calls, witnesses);
        Properties = [property, "assertions", "deadlock-freedom", "no-lost-wake-up", "progress", "no-run-time-error"];
    }

    /// <summary>Calls that wait for nothing but ticket locks: each of them returns.</summary>
    public static CallsReturnScenario OfMemory { get; } = new(
        "memory-availability",
        "CPUs for ever make calls that move memory; if all are scheduled fairly, every call returns.",
        Every,
        (host, guest) => new AnyMemoryCall(host, guest),
        ["Share: ok", "Unshare: ok", "Permit: ok", "SupplyTable: ok", "ReturnTable: ok"],
        new Mutant(
            "engine-with-unfair-locks",
            Every,
            "L-13 (Linux d13316614633: qrwlock starves writers)",
            new Dictionary<string, int> { ["cpus"] = 2 },
            "engine-with-event-locks",
            "Who sleeps until an event still is served in turn."));

    /// <summary>Calls that wait for the VM table's mutex too, by which any one can be overtaken for ever: some call returns.</summary>
    public static CallsReturnScenario OfLifecycle { get; } = new(
        "lifecycle-availability",
        "CPUs for ever make calls that make, run and end VMs; if all are scheduled fairly, some call returns again and again.",
        Some,
        (host, guest) => new AnyLifecycleCall(host, guest),
        ["CreateVm: ok", "DestroyVm: ok", "LoadVcpu: ok", "RunVcpu: ok", "PutVcpu: ok"],
        new Mutant(
            "engine-with-polite-lock",
            Some,
            "L-20 (Drepper, Futexes Are Tricky: two contenders keep changing the word, and nobody gets in)",
            new Dictionary<string, int> { ["cpus"] = 2 },
            "engine-with-patient-lock",
            "Who waits changes the word only to take the lock."));

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Summary { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("cpus", 2, 1, 3, "physical CPUs")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; }

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var setup = new EngineSetup(
            new Configuration(2, sizes["cpus"], 1, 1, new Geometry(1, 2), new Geometry(1, 2), 1, 2, 2),
            LockForm.Shipped,
            isWatched: false,
            made: variant is null ? null : Variant(OtherLocks.All, variant));
        var host = new HostCalls(setup.Engine);
        var client = new RaceClient(calls(host, new GuestCalls(setup.Engine)), host, setup.Program.Word("ready"));
        setup.Program.Run(sizes["cpus"], client.Run);
        setup.Program.MustProgress(RaceClient.RoundNote);
        if (property == Every)
        {
            setup.Program.MustRespond(Every, RaceClient.BeginNote, RaceClient.RoundNote, Fairness.Weak);
        }
        else
        {
            setup.Program.MustRecur(Some, RaceClient.RoundNote, Fairness.Weak);
        }

        foreach (var witness in witnesses)
        {
            setup.Program.MustSee(witness);
        }

        return setup.AsSystem();
    }
}
