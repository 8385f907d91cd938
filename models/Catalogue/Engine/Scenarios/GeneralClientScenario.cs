using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Threads;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Scenarios;

/// <summary>Every CPU for ever makes any call with any arguments, and guests touch anything.</summary>
public sealed class GeneralClientScenario : EngineScenario
{
    /// <inheritdoc/>
    public override string Name => "general-client";

    /// <inheritdoc/>
    public override string Summary =>
        "Every CPU for ever makes any call with any arguments in range or out of it; guests read, write and fetch anything.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } = [.. EngineSetup.Properties, .. EngineSetup.SafetyProperties];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        .. ParametersOf(cpus: 2, vms: 2, pages: 3, vmids: 2, shares: 1, LockForm.Specification),
        new("ipas", 2, 1, 4, "pages of IPA space that calls and guests name, beside one that is out of range"),
        new("writes", 1, 0, 1, "whether the host writes to memory, or reads only"),
        new("symmetry", 1, 0, 1, "whether states that are the same but for the names of pages, VMs and CPUs count as one"),
    ];

    // Whether a table goes stale is put to the test at some sizes only; the verdict lists it where it was.
    private protected override string[] NotTried => ["no-lost-wake-up", "no-stale-table"];

    /// <summary>
    /// On real threads tables have the size that they have on hardware, and there are 3 VMs of 2 vCPUs, with 2 VMIDs; of the sizes, the
    /// CPUs and FEAT_ETS2 are as they are given. Any mutant of the engine will do.
    /// </summary>
    /// <inheritdoc/>
    public override ConcurrentProgram ForThreads(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var ignored = Parameters
            .Where(parameter => parameter.Name is not ("cpus" or "ets") && sizes[parameter.Name] != parameter.Default)
            .Select(parameter => parameter.Name).ToList();
        if (ignored.Count > 0)
        {
            throw new ArgumentException(
                $"on real threads {Name} has the sizes of hardware and takes cpus and ets only, not {string.Join(", ", ignored)}.");
        }

        return EngineOnThreads.Program(sizes["cpus"], sizes["ets"] == 1, VariantOf(variant));
    }

    /// <inheritdoc/>
    protected override Func<Cpu, Step> Client(HostCalls host, GuestCalls guest, Configuration configuration, Sizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return new GeneralClient(host, guest, configuration, sizes["ipas"], sizes["writes"] == 1).Run;
    }

    // Every call, every error, every abort; where there is room for all of them.
    /// <inheritdoc/>
    protected override IReadOnlyList<string> Witnesses(Sizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return sizes["cpus"] < 2 || sizes["vms"] < 2 || sizes["pages"] < 3 || sizes["levels"] > 1 ? base.Witnesses(sizes) :
        [
            "CreateVm: ok", "CreateVm: InvalidArgument", "CreateVm: NotPermitted", "CreateVm: NoMemory",
            "DestroyVm: ok", "DestroyVm: InvalidArgument", "DestroyVm: NotFound", "DestroyVm: Busy",
            "ReclaimPage: ok", "ReclaimPage: InvalidArgument", "ReclaimPage: NotPermitted",
            "CreateVcpu: ok", "CreateVcpu: InvalidArgument", "CreateVcpu: NotFound", "CreateVcpu: Exists",
            "LoadVcpu: ok", "LoadVcpu: InvalidArgument", "LoadVcpu: NotFound", "LoadVcpu: Busy",
            "PutVcpu: ok", "PutVcpu: NotFound", "RunVcpu: ok", "RunVcpu: NotFound",
            "Donate: ok", "Donate: InvalidArgument", "Donate: NotFound", "Donate: NotPermitted", "Donate: Exists",
            "Share: ok", "Share: InvalidArgument", "Share: NotFound", "Share: NotPermitted", "Share: Busy", "Share: Exists",
            "Unshare: ok", "Unshare: InvalidArgument", "Unshare: NotFound", "Unshare: NotPermitted",
            "Permit: ok", "Permit: InvalidArgument", "Permit: NotFound", "Permit: NotPermitted",
            "GuestShare: ok", "GuestShare: InvalidArgument", "GuestShare: NotFound", "GuestShare: NotPermitted",
            "GuestUnshare: ok", "GuestUnshare: InvalidArgument", "GuestUnshare: NotFound", "GuestUnshare: NotPermitted",
            "HostAbort: Mapped", "HostAbort: Retry", "HostAbort: Injected",
            "GuestAbort: Retry", "GuestAbort: Injected", "GuestAbort: NeedsMemory", "GuestAbort: NeedsPermission",
            "GuestAbort: Device",
        ];
    }

    /// <inheritdoc/>
    protected override void Reduce(EngineSetup setup, Sizes sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(setup);
        setup.WatchSafety();
        if (sizes["symmetry"] == 1)
        {
            setup.Program.ReduceBy(new EngineSymmetry(setup, vmsAreAlike: sizes["locks"] == (int)LockForm.Specification));
        }
    }
}
