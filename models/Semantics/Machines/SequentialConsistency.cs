using System.Globalization;
using System.Runtime.CompilerServices;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines;

/// <summary>
/// Sequential consistency (Lamport 1979): one word at a time, every operation takes effect at once for everybody, in
/// one order. Memory orders and fences make no difference here.
/// </summary>
public sealed class SequentialConsistency : MemoryModel
{
    private const ulong MostChoices = 1 << 20; // of more, one step alone takes longer than a bound may be overdrawn
    private const ulong ChoicesAtOnce = 1024;

    private SequentialConsistency()
    {
    }

    /// <summary>The model: one will do, since it holds no state.</summary>
    public static SequentialConsistency Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => "sc";

    /// <inheritdoc/>
    public override bool HasMovers => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met)
    {
        ArgumentNullException.ThrowIfNull(met);
        if (met.Any(operation => (operation.Kind.IsAccess() || operation.Kind == OperationKind.Fence) && operation.Order != MemoryOrder.SequentiallyConsistent))
        {
            yield return "memory is sequentially consistent: the weaker memory orders that the code names were not looked at";
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Outcomes(Turn turn, Translation? translation)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var operation = turn.Operation;
        switch (operation.Kind)
        {
            case OperationKind.Load:
                turn.Begin();
                turn.Complete(turn.Read(operation.Address));
                turn.End();
                break;
            case OperationKind.Store:
                turn.Begin();
                turn.Write(operation.Address, operation.Operand);
                translation?.OnWrite(turn, operation.Address);
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.CompareExchange:
                Modify(turn, translation, turn.Holds(operation.Address, operation.Expected), operation.Operand);
                break;
            case OperationKind.Exchange:
                Modify(turn, translation, true, operation.Operand);
                break;
            case OperationKind.FetchAdd:
                Modify(turn, translation, true, turn.Sum(operation.Address, operation.Operand));
                break;
            case OperationKind.FetchOr:
            case OperationKind.FetchAnd:
            case OperationKind.FetchXor:
            case OperationKind.FetchMin:
            case OperationKind.FetchMax:
                Modify(turn, translation, true, operation.Kind.Combine(turn.Read(operation.Address), turn.Wrap(operation.Address, operation.Operand)));
                break;
            case OperationKind.Woken:
            case OperationKind.Fence:
            case OperationKind.FlushCaches: // memory is one, and nobody can tell what is cached
                turn.Begin();
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.WaitForEvent:
                Waiting.ForEvent(turn);
                break;
            case OperationKind.SendEvent:
                Waiting.SendEvent(turn);
                break;
            case OperationKind.Wait:
            case OperationKind.TimedWait:
            case OperationKind.WaitCount:
                Waiting.OnWord(turn, holds: operation.Kind == OperationKind.WaitCount
                    ? Waiting.IsCurrent(turn)
                    : turn.Holds(operation.Address, operation.Expected));
                break;
            case OperationKind.ReadCount:
                Count(turn, turn.Read(operation.Address) | (1UL << turn.Vcpu), 0);
                break;
            case OperationKind.AdvanceCount:
                Count(turn, 0, 0);
                break;
            case OperationKind.HasAdvanced:
                Count(turn, turn.Read(operation.Address), Waiting.IsCurrent(turn) ? 0UL : 1);
                break;
            case OperationKind.WakeOne:
                Waiting.WakeOne(turn);
                break;
            case OperationKind.WakeAll:
                Waiting.WakeAll(turn);
                break;
            case OperationKind.Choose:
                if (operation.Operand > MostChoices)
                {
                    throw new UnsupportedStateException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{operation.Site} chooses among {operation.Operand:N0} values; one step may have at most {MostChoices:N0}. " +
                        $"Choose among fewer, or in several steps."));
                }

                for (ulong choice = 0; choice < operation.Operand; choice++)
                {
                    if (choice % ChoicesAtOnce == ChoicesAtOnce - 1)
                    {
                        CodeUnderTest.OfThisThread?.EndIfGivenUp($"a choice at {operation.Site}");
                    }

                    turn.Begin();
                    turn.Complete(choice);
                    turn.End();
                }

                break;
            default:
                throw new UnsupportedStateException(
                    $"the machine '{Name}' has no {operation.Kind}, which {operation.Site} asks for.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Modify(Turn turn, Translation? translation, bool write, ulong value)
    {
        var held = turn.Read(turn.Operation.Address);
        turn.Begin();
        if (write)
        {
            turn.Write(turn.Operation.Address, value);
            translation?.OnWrite(turn, turn.Operation.Address);
        }

        turn.Complete(held);
        turn.End();
    }

    // An event count is the vCPUs whose last reading it still is; see EventCount.
    private static void Count(Turn turn, ulong current, ulong answer)
    {
        turn.Begin();
        if (current != turn.Read(turn.Operation.Address))
        {
            turn.Write(turn.Operation.Address, current);
        }

        turn.Complete(answer);
        turn.End();
    }
}
