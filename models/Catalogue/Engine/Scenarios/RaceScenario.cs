using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Races;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>CPUs that meet in one place of the engine.</summary>
/// <param name="name">As on the command line.</param>
/// <param name="summary">What happens, in a sentence.</param>
/// <param name="configuration">What the engine is built for, for a number of CPUs.</param>
/// <param name="race">What the CPUs do.</param>
/// <param name="witnesses">What must have been seen: names of call records.</param>
/// <param name="notTried">The properties that production code never puts to the test here, and that its variants may break.</param>
public sealed class RaceScenario(
    string name,
    string summary,
    Func<int, Configuration> configuration,
    Func<HostCalls, GuestCalls, Race> race,
    IReadOnlyList<string> witnesses,
    params string[] notTried) : EngineVariantScenario
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Summary => summary;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("cpus", 2, 2, 3, "physical CPUs"),
        new("ets", 0, 0, 1, "whether the CPUs have FEAT_ETS2"),
        new("locks", 1, 0, 2, "0: what may be relied on of a lock, regions merged; 1: the locks that ship; 2: as 0, unmerged"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        [.. EngineSetup.Properties, "progress"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes, notTried);

    /// <inheritdoc/>
    public override Licences Licences => Licences.SpuriousWakes | Licences.WfeWithoutEvent;

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var setup = new EngineSetup(configuration(sizes["cpus"]), (LockForm)sizes["locks"], sizes["ets"] == 1, variant: VariantOf(variant));
        var host = new HostCalls(setup.Engine);
        var client = new RaceClient(
            race(host, new GuestCalls(setup.Engine)), host, setup.Program.Word("ready"));
        setup.Program.Run(sizes["cpus"], client.Run);
        setup.Program.MustProgress(RaceClient.RoundNote);
        foreach (var witness in witnesses)
        {
            setup.Program.MustSee(witness);
        }

        setup.Program.Allow(sizes.Licences);
        return setup.AsSystem();
    }
}
