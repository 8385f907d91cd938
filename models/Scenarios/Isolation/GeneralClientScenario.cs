using Interlock.Engine.Platform;
using Interlock.Models.Isolation;
using Interlock.Models.Isolation.Symmetries;
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
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. ParametersOf(cpus: 2, vms: 2, pages: 3, vmids: 2, shares: 2, LockForm.Specification),
        new("ipas", 2, 1, 4, "pages of IPA space that calls and guests name, beside one that is out of range"),
        new("writes", 1, 0, 1, "whether the host writes to memory, or reads only"),
        new("symmetry", 1, 0, 1, "whether states that are the same but for the names of pages, VMs and CPUs count as one"),
    ];

    /// <inheritdoc/>
    protected override Func<Cpu, Step> Client(HostCalls host, GuestCalls guest, Configuration configuration, Sizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return new GeneralClient(host, guest, configuration, sizes["ipas"], sizes["writes"] == 1).Run;
    }

    /// <inheritdoc/>
    protected override void Reduce(EngineSetup setup, Sizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(setup);
        if (sizes["symmetry"] == 1)
        {
            setup.Program.ReduceBy(new EngineSymmetry(setup, vmsAreAlike: sizes["locks"] != (int)LockForm.Shipped));
        }
    }
}
