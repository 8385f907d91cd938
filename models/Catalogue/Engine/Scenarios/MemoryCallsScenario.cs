using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Harness;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>The part of the general client that moves memory: small enough to try many variants of a call.</summary>
public sealed class MemoryCallsScenario : EngineScenario
{
    /// <inheritdoc/>
    public override string Name => "memory-calls";

    /// <inheritdoc/>
    public override string Summary => "The host for ever makes and ends VMs, gives and lends them pages and takes them back.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
        ParametersOf(cpus: 1, vms: 1, pages: 2, vmids: 1, shares: 1, LockForm.Shipped);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = [.. EngineSetup.Properties, "termination"];

    /// <inheritdoc/>
    private protected override string[] NotTried =>
    [
        "no-foreign-access", "own-regime", "no-stale-table", "no-orphan-vmid", "one-vmid-one-root", "no-lost-wake-up",
    ];

    /// <inheritdoc/>
    protected override Func<Cpu, Step> Client(HostCalls host, GuestCalls guest, Configuration configuration, Sizes sizes) =>
        new MemoryClient(host, configuration).Run;

    /// <inheritdoc/>
    protected override void Reduce(EngineSetup setup, Sizes sizes)
    {
        ArgumentNullException.ThrowIfNull(setup);
        setup.Program.MustReturn(CallRecord.AllNames);
    }
}
