using Interlock.Engine.Platform;
using Interlock.Isolation.Idealized;
using Interlock.Isolation.Idealized.Calls;
using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications.Invariants;

/// <summary>
/// Whenever nobody is at work on them, what the trees of the host and of all VMs say together is a state of the idealized platform, and a
/// valid one: a mapping that would pick one of two owners could not tell whether calls are sequences of actions.
/// </summary>
/// <param name="configuration">What the engine is built for.</param>
public sealed class HasImage(Configuration configuration) : Invariant
{
    private readonly EngineAsPlatform mapping = new(configuration);

    /// <inheritdoc/>
    public override string Property => IdealizedCalls.Property;

    /// <inheritdoc/>
    public override string Trial => "a page that is not the host's alone";

    /// <inheritdoc/>
    public override bool IsTriedBy(HostState host, IReadOnlyList<VmState> vms)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(vms);
        return host.Pages.Values.Any(page => page.Holds != HostHolds.Alone);
    }

    /// <inheritdoc/>
    public override Flaw? OfMemory(HostState host, IReadOnlyList<VmState> vms)
    {
        var all = Rows.Of(vms.Select(vm => new Known<VmState>(vm)));
        var image = mapping.Of(new Components(null, host, all, LoadedVcpu.None));
        return image.Missing is { } missing
            ? new($"the idealized platform has no such state: {missing}", new NoImage(image.MissingOf))
            : ValidState.Map(image.State!) ? null
            : new($"what the trees say is {image.State}, which is no valid state of the idealized platform", new NoImage(null));
    }
}
