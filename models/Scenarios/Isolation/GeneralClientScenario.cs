using Interlock.Engine.Platform;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Scenarios.Isolation;

/// <summary>Every CPU for ever makes any call with any arguments, and guests touch anything.</summary>
public sealed class GeneralClientScenario : EngineScenario
{
    /// <inheritdoc/>
    public override string Name => "general-client";

    /// <inheritdoc/>
    public override string Summary =>
        "Every CPU for ever makes any call with any arguments in range or out of it; guests read, write and fetch anything.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = ParametersOf(cpus: 1, vms: 1, pages: 2, vmids: 2, shares: 2);

    /// <inheritdoc/>
    protected override Func<Cpu, Step> Client(HostCalls host, GuestCalls guest, Configuration configuration) =>
        new GeneralClient(host, guest, configuration).Run;
}
