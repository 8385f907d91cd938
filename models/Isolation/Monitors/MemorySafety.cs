using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// The engine touches no memory that is not its own: of the pages, it reads and writes those that are its tables or spare ones, and those
/// of VMs that are gone, to clear them; of its carve-out, no word of the host's tables that is not a page's entry or above one.
/// </summary>
internal sealed class MemorySafety(MemoryMap map) : PropertyMonitor
{
    private const int OfEngine = 1;
    private const int FirstGuest = 2;
    private readonly int pageWords = map.Configuration.Pages * map.Configuration.Entries;

    /// <inheritdoc/>
    public override string Property => "memory-safety";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("memory-safety", "an access of the engine to a page")];

    // Entries of pages are left out: those the host's lock guards, which is another property's business.
    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; } =
    [
        .. Enumerable.Range(0, map.AllPages * map.Configuration.Entries)
            .Where(word => word < map.HostEntry(default).Index || word >= map.HostEntry(default).Index + map.Configuration.Pages)
            .Select(word => new Address(word)),
    ];

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        var word = operation.Address.Index;
        step.Try(0, vcpu);
        if (word >= pageWords)
        {
            step.Violate(
                $"vcpu{vcpu} accesses word {word} in the host's tables, which never changes, at {operation.Site}",
                new AccessOutside(vcpu, operation.Address, null));
        }
        else if (!IsEngines(step, (ulong)(word / map.Configuration.Entries)))
        {
            var page = word / map.Configuration.Entries;
            step.Violate(
                $"vcpu{vcpu} accesses page {page}, which is not the engine's, at {operation.Site}",
                new AccessOutside(vcpu, operation.Address, page));
        }
    }

    private bool IsEngines(Observation step, ulong page)
    {
        var view = new EngineView(map, step.MemoryBefore);
        if (view.HostMaps(page))
        {
            return false;
        }

        var owner = view.Annotation(page);
        return owner == OfEngine || (owner >= FirstGuest && owner - FirstGuest < map.Configuration.Vms
            && view[map.Vm(new VmIndex(owner - FirstGuest)).Status] == (ulong)VmStatus.Dying);
    }
}

/// <summary>The engine accesses memory that is not its own.</summary>
/// <param name="Vcpu">The vCPU on which it runs.</param>
/// <param name="Word">The word.</param>
/// <param name="Page">The page that holds the word; null if it is a word of the host's tables.</param>
public sealed record AccessOutside(int Vcpu, Address Word, int? Page) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => Page is { } page ? [Concern.Page(page)] : [];
}
