using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>
/// The model's <see cref="Cpu"/>: it describes each operation and leaves it to the machine. It is an identity and
/// nothing more, so that frames which hold it can be copied and compared.
/// </summary>
internal sealed class ModelCpu : Cpu
{
    private readonly Site? dropped;

    /// <summary>A vCPU.</summary>
    /// <param name="index">Which.</param>
    /// <param name="dropped">The operation of the source that has no effect; null if all have theirs.</param>
    public ModelCpu(int index, Site? dropped = null)
    {
        Index = index;
        this.dropped = dropped;
    }

    public override int Index { get; }

    public override void Note(string name, ulong value = 0) => Execution.Running.Add(new Note(name, value));

    protected override Access Perform(
        OperationKind kind, Address address, ulong operand, ulong expected, MemoryOrder order, Site site) =>
        Access.Pending(site == dropped
            ? new Operation(OperationKind.Fence, default, 0, 0, order, site)
            : new Operation(kind, address, operand, expected, order, site));

    protected override void Claim(Site site) => Execution.Running.Claim(site);

    protected override void Fail(AssertionFailedException failure)
    {
        Execution.Running.Fail(failure);
        throw failure;
    }
}
