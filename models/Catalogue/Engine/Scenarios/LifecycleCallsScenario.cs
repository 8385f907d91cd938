using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>The part of the general client in which VMs and vCPUs come and go: small enough to try many variants of a call.</summary>
public sealed class LifecycleCallsScenario : EngineScenario
{
    /// <inheritdoc/>
    public override string Name => "lifecycle-calls";

    /// <inheritdoc/>
    public override string Summary => "The host for ever makes, loads, runs and ends VMs and vCPUs; a rollover comes when VMIDs run out.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
        ParametersOf(cpus: 1, vms: 2, pages: 2, vmids: 1, shares: 1, LockForm.Shipped);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = [.. EngineSetup.Properties, .. EngineSetup.SafetyProperties, "termination"];

    /// <inheritdoc/>
    private protected override string[] NotTried =>
    [
        "no-foreign-access", "own-regime", "no-stale-translation", "no-stale-table", "no-orphan-vmid", "break-before-make",
        "shares-pair-up",
        "vm-maps-own-or-borrowed", "integrity", "no-lost-wake-up",
    ];

    /// <inheritdoc/>
    protected override Func<Cpu, Step> Client(HostCalls host, GuestCalls guest, Configuration configuration, Sizes sizes) =>
        new LifecycleClient(host, guest, configuration).Run;

    /// <inheritdoc/>
    protected override void Reduce(EngineSetup setup, Sizes sizes)
    {
        ArgumentNullException.ThrowIfNull(setup);
        setup.WatchSafety();
        setup.Program.MustReturn(CallRecord.AllNames);
    }
}
