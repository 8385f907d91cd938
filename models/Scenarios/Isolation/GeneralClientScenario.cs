using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Models.Isolation;
using Interlock.Models.Systems;

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
        new("shares", 2, 1, 4, "guest mappings that a page of the host's may have"),
        new("ets", 0, 0, 1, "whether the CPUs have FEAT_ETS2"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
    [
        "assertions", "progress", "no-run-time-error", "refinement", "vm-maps-own-or-borrowed", "shares-pair-up", "one-owner",
        "counts-exact", "one-vmid-one-root",
    ];

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
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
            sizes["ets"] == 1);
        var client = new GeneralClient(
            new HostCalls(setup.Engine), new GuestCalls(setup.Engine), setup.Map.Configuration);
        setup.Program.Run(sizes["cpus"], client.Run);
        return setup.Program.AsSystem(setup.Machine);
    }
}
