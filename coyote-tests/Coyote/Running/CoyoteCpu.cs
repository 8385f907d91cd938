using Interlock.Semantics.Programs;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>
/// The <see cref="Cpu"/> of a thread that Coyote schedules. Every operation is a scheduling point, and is complete when it returns,
/// so code never suspends: it runs as it does on real threads.
/// </summary>
/// <param name="run">The execution.</param>
/// <param name="control">Who chooses.</param>
/// <param name="index">Which vCPU this is.</param>
/// <param name="program">What it runs.</param>
internal sealed class CoyoteCpu(ProgramRun run, IControl control, int index, ConcurrentProgram program) : Cpu
{
    private readonly List<Note> notes = [];
    private AssertionFailedException? failure;
    private bool isSpinning;
    private bool hasBegun;

    /// <inheritdoc/>
    public override int Index => index;

    /// <summary>The next operation waits until others had their turn.</summary>
    public override void Pause() => isSpinning = true;

    /// <inheritdoc/>
    public override void Note(string name, ulong value = 0) => notes.Add(new Note(name, value));

    /// <summary>The code has ended.</summary>
    /// <param name="fault">What it threw; null if nothing.</param>
    public void End(Exception? fault) => run.Arrive(index, null, notes, failure ?? fault);

    /// <inheritdoc/>
    protected override Access Perform(
        OperationKind kind, Address address, ulong operand, ulong expected, MemoryOrder order, Site site)
    {
        var operation = site == program.Dropped
            ? new Operation(OperationKind.Fence, default, 0, 0, order, site)
            : new Operation(kind, address, operand, expected, order, site);
        run.Arrive(index, operation, notes, failure);
        notes.Clear();
        if (hasBegun)
        {
            control.Point(operation, NameOf(operation), isSpinning);
        }
        else
        {
            hasBegun = true;
            run.AwaitStart(); // that everybody is let go is the scheduling point of the first operation
        }

        isSpinning = false;
        return Access.Completed(run.Perform(index));
    }

    /// <inheritdoc/>
    protected override void Fail(AssertionFailedException failed)
    {
        failure ??= failed;
        throw failed;
    }

    private string NameOf(Operation operation) =>
        operation.Kind.IsAccess() ? program.Words[operation.Address.Index].Name : string.Empty;
}
