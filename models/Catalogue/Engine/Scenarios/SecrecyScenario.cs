using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Monitors;
using Interlock.Isolation.Noninterference;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>Pairs of executions of the engine, of which the host and all VMs but one must not see what is private to that one.</summary>
/// <param name="name">As on the command line.</param>
/// <param name="summary">What happens, in a sentence.</param>
/// <param name="parameters">The sizes.</param>
public sealed class SecrecyScenario(string name, string summary, IReadOnlyList<Parameter> parameters) : EngineVariantScenario
{
    /// <summary>Small enough to try many variants of a call.</summary>
    public static SecrecyScenario OfCalls { get; } = new(
        "secret-calls",
        "The host for ever moves memory to and from a VM with secrets, runs it and looks at what it can: two executions are compared.",
        ParametersOf(vms: 1, pages: 2, words: 2, lends: 1));

    /// <summary>With two VMs.</summary>
    public static SecrecyScenario OfVms { get; } = new(
        "secret-client",
        "The host for ever makes, runs and ends VMs, one of which has secrets, and the others look on: two executions are compared.",
        ParametersOf(vms: 2, pages: 3, words: 1, lends: 0));

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Summary => summary;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => parameters;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => AllProperties;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes, "no-lost-wake-up");

    /// <summary>What is checked of pairs of executions.</summary>
    internal static IReadOnlyList<string> AllProperties { get; } =
        ["confidentiality", "integrity", "guest-context", "assertions", "deadlock-freedom", "no-lost-wake-up", "no-run-time-error"];

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var pages = sizes["pages"];
        var configuration = new Configuration(
            pages,
            sizes["cpus"],
            sizes["vms"],
            VcpusPerVm: 1,
            new Geometry(pages <= 2 ? 1 : 2, 2),
            new Geometry(1, 2),
            Vmids: sizes["vms"],
            Generations: 2,
            MostShares: 1)
        {
            Registers = sizes["registers"],
        };
        var setup = new EngineSetup(configuration, LockForm.SpecificationUnmerged, isWatched: false, variant: VariantOf(variant));
        var (host, guest) = (new HostCalls(setup.Engine), new GuestCalls(setup.Engine));
        var victimWord = setup.Program.Word("victim");
        var options = new SecrecyOptions(sizes["ipas"], sizes["words"], sizes["lends"] == 1, sizes["writes"] == 1);
        var victim = new Victim(guest, setup.Engine, options.Ipas, options.Words);
        var mark = new VictimsMark(victimWord, setup.Program.Word("making"));
        var client = new SecrecyClient(host, guest, victim, setup.Map, mark, options);
        setup.Program.WatchIfTested(new Integrity(setup.Map));
        setup.Program.WatchIfTested(new GuestContext(setup.Map));
        setup.Program.Run(sizes["cpus"], client.Run);
        foreach (var witness in (string[])["Donate: ok", "DestroyVm: ok", "ReclaimPage: ok", "RunVcpu: ok"])
        {
            setup.Program.MustSee(witness);
        }

        return setup.Program.AsTwoLanes(new VictimsObserver(setup.Map, victimWord), setup.Translation);
    }

    private static IReadOnlyList<Parameter> ParametersOf(int vms, int pages, int words, int lends) =>
    [
        new("cpus", 1, 1, 2, "physical CPUs"),
        new("vms", vms, 1, 2, "VMs that can exist at a time"),
        new("pages", pages, 2, 4, "pages of memory that the host has at boot"),
        new("ipas", 1, 1, 2, "pages of IPA space that calls and guests name"),
        new("registers", 1, 0, 2, "general registers"),
        new("words", words, 1, 2, "words of a page that the host and guests use, from the last one"),
        new("lends", lends, 0, 1, "whether the host lends memory to VMs"),
        new("writes", 1, 0, 1, "whether the host and the other VMs write, or read only"),
    ];
}
