using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Models.Isolation;
using Interlock.Models.Isolation.Symmetries;
using Interlock.Models.Systems;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Scenarios.Isolation;

/// <summary>Every CPU for ever makes any call with any arguments, and guests touch anything.</summary>
public sealed class GeneralClientScenario : Scenario
{
    /// <inheritdoc/>
    public override string Name => "general-client";

    /// <inheritdoc/>
    public override string Summary =>
        "Every CPU for ever makes any call with any arguments in range or out of it; guests read, write and fetch anything.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("cpus", 2, 1, 4, "physical CPUs"),
        new("vms", 2, 1, 3, "VMs that can exist at a time"),
        new("vcpus", 1, 1, 2, "vCPUs that a VM can have"),
        new("pages", 3, 1, 6, "pages of memory that the host has at boot"),
        new("levels", 1, 1, 2, "levels of a VM's table tree"),
        new("vmids", 2, 1, 4, "VMIDs beside the host's"),
        new("ipas", 2, 1, 4, "pages of IPA space that calls and guests name, beside one that is out of range"),
        new("writes", 1, 0, 1, "whether the host writes to memory, or reads only"),
        new("shares", 2, 1, 4, "guest mappings that a page of the host's may have"),
        new("ets", 0, 0, 1, "whether the CPUs have FEAT_ETS2"),
        new("locks", 0, 0, 2, "0: what may be relied on of a lock, regions merged; 1: the locks that ship; 2: as 0, unmerged"),
        new("symmetry", 1, 0, 1, "whether states that are the same but for the names of pages, VMs and CPUs count as one"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = [.. EngineSetup.Properties];

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var setup = SetUp(sizes);
        if (sizes["symmetry"] == 1)
        {
            setup.Program.ReduceBy(new EngineSymmetry(setup, vmsAreAlike: sizes["locks"] != (int)LockForm.Shipped));
        }

        return setup.AsSystem();
    }

    /// <summary>The engine and its client, every state standing for itself.</summary>
    /// <param name="sizes">The sizes.</param>
    /// <param name="instead">What every CPU runs; the general client if null.</param>
    internal static EngineSetup SetUp(Sizes sizes, Func<EngineSetup, Func<Cpu, Step>>? instead = null)
    {
        var pages = sizes["pages"];
        var setup = new EngineSetup(
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
            sizes["ets"] == 1);
        var client = new GeneralClient(
            new HostCalls(setup.Engine), new GuestCalls(setup.Engine), setup.Map.Configuration, sizes["ipas"], sizes["writes"] == 1);
        setup.Program.Run(sizes["cpus"], instead?.Invoke(setup) ?? client.Run);
        return setup;
    }
}
