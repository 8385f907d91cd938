using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>CPUs make calls of the isolation engine, which is compared with its specification.</summary>
public abstract class EngineScenario : EngineVariantScenario
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties => EngineSetup.Properties;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes, NotTried);

    /// <summary>The properties that production code never puts to the test here, and that its variants may break.</summary>
    private protected virtual string[] NotTried => ["no-lost-wake-up"]; // the locks of which only is relied on what must hold do not sleep

    /// <inheritdoc/>
    public override Licences Licences => Licences.SpuriousWakes | Licences.WfeWithoutEvent;

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var setup = SetUp(sizes, VariantOf(variant));
        var host = new HostCalls(setup.Engine);
        setup.Program.Run(sizes["cpus"], Client(host, new GuestCalls(setup.Engine), setup.Map.Configuration, sizes));
        foreach (var witness in Witnesses(sizes))
        {
            setup.Program.MustSee(witness);
        }

        Reduce(setup, sizes);
        setup.Program.Allow(sizes.Licences);
        return setup.AsSystem();
    }

    /// <summary>An engine of given sizes, with nobody who runs it yet.</summary>
    internal static EngineSetup SetUp(Sizes sizes, EngineVariant? variant = null)
    {
        var pages = sizes["pages"];
        return new EngineSetup(
            new Configuration(
                pages,
                sizes["cpus"],
                sizes["vms"],
                sizes["vcpus"],
                new Geometry(pages <= 2 ? 1 : pages <= 4 ? 2 : 3, 2),
                new Geometry(sizes["levels"], 2),
                sizes["vmids"],
                Generations: 2,
                sizes["shares"]),
            (LockForm)sizes["locks"],
            sizes["ets"] == 1,
            variant: variant);
    }

    /// <summary>Declares what makes states count as one.</summary>
    protected virtual void Reduce(EngineSetup setup, Sizes sizes)
    {
    }

    /// <summary>What must have been seen: names of call records.</summary>
    protected virtual IReadOnlyList<string> Witnesses(Sizes sizes) => ["CreateVm: ok", "DestroyVm: ok"];

    /// <summary>What every CPU does.</summary>
    protected abstract Func<Cpu, Step> Client(HostCalls host, GuestCalls guest, Configuration configuration, Sizes sizes);

    /// <summary>The sizes of an engine, with a scenario's defaults.</summary>
    protected static IReadOnlyList<Parameter> ParametersOf(
        int cpus, int vms, int pages, int vmids, int shares, LockForm locks, int levels = 1) =>
    [
        new("cpus", cpus, 1, 4, "physical CPUs"),
        new("vms", vms, 1, 3, "VMs that can exist at a time"),
        new("vcpus", 1, 1, 2, "vCPUs that a VM can have"),
        new("pages", pages, 1, 6, "pages of memory that the host has at boot"),
        new("levels", levels, 1, 2, "levels of a VM's table tree"),
        new("vmids", vmids, 1, 4, "VMIDs beside the host's"),
        new("shares", shares, 1, 4, "guest mappings that a page of the host's may have"),
        new("ets", 0, 0, 1, "whether the CPUs have FEAT_ETS2"),
        new("locks", (int)locks, 0, 2, "0: what may be relied on of a lock, regions merged; 1: the locks that ship; 2: as 0, unmerged"),
    ];
}
