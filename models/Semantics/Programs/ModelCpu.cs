using System.Collections.Immutable;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>
/// The <see cref="Cpu"/> of explored code: it returns each operation pending, for the machine to perform. It is only an
/// identity, so that frames which hold it can be copied and compared.
/// </summary>
internal sealed class ModelCpu : Cpu
{
    private readonly Site? dropped;
    private readonly ImmutableArray<(Site Site, MemoryOrder Order)> weakened;

    /// <summary>A vCPU.</summary>
    /// <param name="index">Its index, from zero.</param>
    /// <param name="dropped">The source operation without effect; null if there is none.</param>
    /// <param name="weakened">The operations of the source that have another order than they name; null if none have.</param>
    public ModelCpu(int index, Site? dropped = null, IReadOnlyDictionary<Site, MemoryOrder>? weakened = null)
    {
        Index = index;
        this.dropped = dropped;
        this.weakened = weakened is null ? [] : [.. weakened.Select(site => (site.Key, site.Value))];
    }

    public override int Index { get; }

    public override void Note(string name, ulong value = 0) => Execution.Running.Add(new Note(name, value));

    protected override Access Perform(
        OperationKind kind, Address address, ulong operand, ulong expected, MemoryOrder order, Site site) =>
        Access.Pending(site == dropped
            ? new Operation(OperationKind.Fence, default, 0, 0, order, site)
            : new Operation(kind, address, operand, expected, OrderAt(site, order), site));

    private MemoryOrder OrderAt(Site site, MemoryOrder order)
    {
        foreach (var other in weakened)
        {
            order = other.Site == site ? other.Order : order;
        }

        return order;
    }

    protected override void Claim(Site site) => Execution.Running.Claim(site);

    protected override void Fail(AssertionFailedException failure)
    {
        Execution.Running.Fail(failure);
        throw failure;
    }
}
