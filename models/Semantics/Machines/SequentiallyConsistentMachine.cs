using System.Numerics;
using System.Runtime.CompilerServices;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines;

/// <summary>
/// Sequential consistency (Lamport 1979): one word at a time, every operation takes effect at once for everybody, in
/// one order. Memory orders and fences make no difference here.
/// </summary>
public class SequentiallyConsistentMachine : Machine
{
    // Own words, a bit per vCPU in each: who sleeps on a word, and whose event register is set.
    internal const int Sleepers = 0;
    internal const int Events = 1;

    // What a reader is shown as the result of a step that puts a vCPU to sleep: no answer of the operation.
    private const ulong SleepsUntilWoken = 1;
    private const ulong SleepsForATime = 2;

    private const string SleepersName = "asleep";
    private const string EventsName = "events";

    /// <inheritdoc/>
    public override string Name => "sc";

    /// <inheritdoc/>
    public override bool HasMovers => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met, Licences licences)
    {
        ArgumentNullException.ThrowIfNull(met);
        if (met.Any(operation => (operation.Kind.IsAccess() || operation.Kind == OperationKind.Fence) && operation.Order != MemoryOrder.SequentiallyConsistent))
        {
            yield return "memory is sequentially consistent: the weaker memory orders that the code names were not looked at";
        }

        if (!licences.HasFlag(Licences.SpuriousWakes) && met.Any(operation => operation.Kind.IsWait()))
        {
            yield return "no wake-up is spurious";
        }

        if (!licences.HasFlag(Licences.WfeWithoutEvent) && met.Any(operation => operation.Kind == OperationKind.WaitForEvent))
        {
            yield return "WFE completes with an event only";
        }
    }

    /// <inheritdoc/>
    public override int OwnWords(int vcpus) => vcpus <= 64
        ? 2
        : throw new ArgumentOutOfRangeException(nameof(vcpus), vcpus, "The machine has at most 64 vCPUs.");

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Outcomes(Turn turn)
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
                OnWrite(turn, operation.Address);
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.CompareExchange:
                Modify(turn, turn.Holds(operation.Address, operation.Expected), operation.Operand);
                break;
            case OperationKind.Exchange:
                Modify(turn, true, operation.Operand);
                break;
            case OperationKind.FetchAdd:
                Modify(turn, true, turn.Sum(operation.Address, operation.Operand));
                break;
            case OperationKind.FetchOr:
            case OperationKind.FetchAnd:
            case OperationKind.FetchXor:
            case OperationKind.FetchMin:
            case OperationKind.FetchMax:
                Modify(turn, true, operation.Kind.Combine(turn.Read(operation.Address), turn.Wrap(operation.Address, operation.Operand)));
                break;
            case OperationKind.Woken:
            case OperationKind.Fence:
            case OperationKind.FlushCaches: // memory is one, and nobody can tell what is cached
                turn.Begin();
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.WaitForEvent:
                WaitForEvent(turn);
                break;
            case OperationKind.SendEvent:
                turn.Begin();
                turn.WriteOwn(Events, ulong.MaxValue >> (64 - turn.VcpuCount));
                turn.Complete(0);
                turn.End();
                break;
            case OperationKind.Wait:
            case OperationKind.TimedWait:
            case OperationKind.WaitCount:
                Wait(turn);
                break;
            case OperationKind.ReadCount:
                Count(turn, turn.Read(operation.Address) | Bit(turn.Vcpu), 0);
                break;
            case OperationKind.AdvanceCount:
                Count(turn, 0, 0);
                break;
            case OperationKind.HasAdvanced:
                Count(turn, turn.Read(operation.Address), IsCurrent(turn) ? 0UL : 1);
                break;
            case OperationKind.WakeOne:
                WakeOne(turn);
                break;
            case OperationKind.WakeAll:
                WakeAll(turn);
                break;
            case OperationKind.Choose:
                for (ulong choice = 0; choice < operation.Operand; choice++)
                {
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

    /// <inheritdoc/>
    public override string? Asleep(ReadOnlySpan<ulong> own, int vcpu, Operation pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        return (own[Sleepers] & Bit(vcpu)) != 0
            ? pending.Kind == OperationKind.TimedWait ? "sleeps until it is woken or its time is up" : "sleeps until it is woken"
            : pending.Kind == OperationKind.WaitForEvent && (own[Events] & Bit(vcpu)) == 0 ? "waits for an event"
            : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own, int vcpus) =>
        [new NamedValue(SleepersName, Members(own[Sleepers])), new NamedValue(EventsName, Members(own[Events]))];

    /// <inheritdoc/>
    public override IReadOnlyList<NamedAccess> Accesses(Operation operation, bool hasMatched, ulong result, string word)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return operation.Kind switch
        {
            OperationKind.Load => [new(word, Reads: true, Writes: false)],
            OperationKind.Store => [new(word, Reads: false, Writes: true)],
            OperationKind.CompareExchange => [new(word, Reads: true, Writes: hasMatched)],
            _ when operation.Kind.IsAtomic() => [new(word, Reads: true, Writes: true)],
            OperationKind.TimedWait when result == WaitResult.TimedOut => [new(SleepersName, Reads: true, Writes: true)],
            OperationKind.Wait or OperationKind.TimedWait or OperationKind.WaitCount => HasFallenAsleep(operation, result)
                ? [new(word, Reads: true, Writes: false), new(SleepersName, Reads: false, Writes: true)]
                : [new(word, Reads: true, Writes: false)],
            OperationKind.ReadCount or OperationKind.AdvanceCount => [new(word, Reads: operation.Kind == OperationKind.ReadCount, Writes: true)],
            OperationKind.HasAdvanced => [new(word, Reads: true, Writes: false)],
            OperationKind.WakeOne or OperationKind.WakeAll => [new(SleepersName, Reads: true, Writes: result > 0)],
            OperationKind.WaitForEvent => [new(EventsName, Reads: true, Writes: true)],
            OperationKind.SendEvent => [new(EventsName, Reads: false, Writes: true)],
            _ => [],
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<NamedAccess> UnprovokedAccesses(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return [new(operation.Kind == OperationKind.WaitForEvent ? EventsName : SleepersName, Reads: true, Writes: true)];
    }

    /// <summary>Whether a step's result, as a reader is shown it, says that the vCPU has fallen asleep: its operation is not answered yet.</summary>
    internal static bool HasFallenAsleep(Operation operation, ulong result) => result == operation.Kind switch
    {
        OperationKind.Wait or OperationKind.WaitCount => SleepsUntilWoken,
        OperationKind.TimedWait => SleepsForATime,
        _ => result + 1,
    };

    /// <summary>A word of memory has been written in the outcome that has been begun.</summary>
    protected virtual void OnWrite(Turn turn, Address address)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Modify(Turn turn, bool write, ulong value)
    {
        var held = turn.Read(turn.Operation.Address);
        turn.Begin();
        if (write)
        {
            turn.Write(turn.Operation.Address, value);
            OnWrite(turn, turn.Operation.Address);
        }

        turn.Complete(held);
        turn.End();
    }

    // The Arm ARM lets WFE complete for any reason (D1.6.1): that is a licence, and nobody may count on it.
    private static void WaitForEvent(Turn turn)
    {
        var events = turn.ReadOwn(Events);
        var isSent = (events & Bit(turn.Vcpu)) != 0;
        if (!isSent && !turn.Allows(Licences.WfeWithoutEvent))
        {
            return;
        }

        turn.Begin();
        if (!isSent)
        {
            turn.IsUnprovoked();
        }

        turn.WriteOwn(Events, events & ~Bit(turn.Vcpu));
        turn.Complete(0);
        turn.End();
    }

    private static void Wait(Turn turn)
    {
        var sleepers = turn.ReadOwn(Sleepers);
        if ((sleepers & Bit(turn.Vcpu)) != 0)
        {
            Stir(turn, sleepers & ~Bit(turn.Vcpu));
            return;
        }

        turn.Begin();
        if (turn.Operation.Kind == OperationKind.WaitCount ? IsCurrent(turn) : turn.Holds(turn.Operation.Address, turn.Operation.Expected))
        {
            turn.WriteOwn(Sleepers, sleepers | Bit(turn.Vcpu));
            turn.Sleep(turn.Operation.Kind == OperationKind.TimedWait ? SleepsForATime : SleepsUntilWoken);
        }
        else
        {
            turn.Complete(0);
        }

        turn.End();
    }

    // Asleep: but for a wake only the end of its time moves it, or nothing at all, where that is allowed for.
    private static void Stir(Turn turn, ulong others)
    {
        if (turn.Operation.Kind == OperationKind.TimedWait)
        {
            turn.Begin();
            turn.WriteOwn(Sleepers, others);
            turn.Complete(WaitResult.TimedOut);
            turn.End();
        }

        if (turn.Allows(Licences.SpuriousWakes))
        {
            turn.Begin();
            turn.IsUnprovoked();
            turn.WriteOwn(Sleepers, others);
            turn.Complete(WaitResult.Woken);
            turn.End();
        }
    }

    private static void WakeOne(Turn turn)
    {
        var sleepers = turn.ReadOwn(Sleepers);
        var woken = false;
        for (var remaining = sleepers; remaining != 0; remaining &= remaining - 1)
        {
            var vcpu = BitOperations.TrailingZeroCount(remaining);
            if (turn.PendingOf(vcpu)!.Address != turn.Operation.Address)
            {
                continue;
            }

            woken = true;
            turn.Begin();
            turn.WriteOwn(Sleepers, sleepers & ~Bit(vcpu));
            turn.Complete(1);
            turn.Wake(vcpu);
            turn.End();
        }

        if (!woken)
        {
            turn.Begin();
            turn.Complete(0);
            turn.End();
        }
    }

    private static void WakeAll(Turn turn)
    {
        var sleepers = turn.ReadOwn(Sleepers);
        ulong woken = 0;
        for (var remaining = sleepers; remaining != 0; remaining &= remaining - 1)
        {
            var vcpu = BitOperations.TrailingZeroCount(remaining);
            woken |= turn.PendingOf(vcpu)!.Address == turn.Operation.Address ? Bit(vcpu) : 0;
        }

        turn.Begin();
        turn.WriteOwn(Sleepers, sleepers & ~woken);
        turn.Complete((ulong)BitOperations.PopCount(woken));
        for (; woken != 0; woken &= woken - 1)
        {
            turn.Wake(BitOperations.TrailingZeroCount(woken));
        }

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

    private static bool IsCurrent(Turn turn) => (turn.Read(turn.Operation.Address) & Bit(turn.Vcpu)) != 0;

    private static ulong Bit(int vcpu) => 1UL << vcpu;

    private static string Members(ulong mask) => mask == 0
        ? "-"
        : string.Join(' ', Enumerable.Range(0, 64).Where(vcpu => (mask & Bit(vcpu)) != 0));
}
