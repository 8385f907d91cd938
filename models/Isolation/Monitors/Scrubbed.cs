using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Monitors;

/// <summary>A page that was a VM's or a table is all zeros when the host gets it.</summary>
internal sealed class Scrubbed(MemoryMap map) : PropertyMonitor
{
    /// <inheritdoc/>
    public override string Property => "scrubbed";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("scrubbed", "a page that the host gets back")];

    /// <inheritdoc/>
    public override bool WatchesLoads => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; } =
        [.. Enumerable.Range(0, map.Configuration.Pages).Select(page => map.HostEntry(new PageIndex((ulong)page)))];

    /// <inheritdoc/>
    public override void OnAccess(Observation step, int vcpu, Operation operation)
    {
        var page = operation.Address.Index - Watched[0].Index;
        var before = new EngineView(map, step.MemoryBefore);
        var after = new EngineView(map, step.MemoryAfter);
        var wasHosts = before.HostMaps((ulong)page) || before.Annotation((ulong)page) == 0;
        var isHosts = !after.HostMaps((ulong)page) && after.Annotation((ulong)page) == 0;
        if (wasHosts || !isHosts)
        {
            return;
        }

        step.Try(0, vcpu);
        for (var word = 0; word < map.Configuration.Entries; word++)
        {
            var left = after[map.Word(new PageIndex((ulong)page), new TableIndex(word))];
            if (left != 0)
            {
                step.Violate($"the host gets page {page} with 0x{left:x} left in word {word}", new LeftInPage(page, word, left));
                return;
            }
        }
    }
}

/// <summary>The host gets a page that is not cleared.</summary>
/// <param name="Page">The page.</param>
/// <param name="Index">The index of a word in it that is not zero.</param>
/// <param name="Value">The value of that word.</param>
public sealed record LeftInPage(int Page, int Index, ulong Value) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => [Concern.Page(Page), Concern.Value(Value)];
}
