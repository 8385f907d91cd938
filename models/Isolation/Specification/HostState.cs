using Interlock.Isolation.Structures;

namespace Interlock.Isolation.Specifications;

/// <summary>What the host's lock guards.</summary>
/// <param name="Pages">Every page of memory.</param>
/// <param name="Generation">The generation of VMIDs; guarded by the VM table's mutex too.</param>
public sealed record HostState(Row<HostPage> Pages, int Generation)
{
    /// <summary>The same, but for one page.</summary>
    public HostState With(int page, HostPage changed) => this with { Pages = Pages.With(page, changed) };

    /// <inheritdoc/>
    public override string ToString() =>
        $"{string.Join("; ", Pages.Values.Select((page, index) => $"page {index} is {page}"))}; generation {Generation}";
}
