using System.Numerics;
using System.Runtime.CompilerServices;
using Interlock.Models.Programs;
using Interlock.Models.Systems;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Machines;

/// <summary>
/// Sequential consistency (Lamport 1979): one word at a time, every operation takes effect at once for everybody, in
/// one order. Memory orders and fences make no difference here.
/// </summary>
public class SequentiallyConsistentMachine : Machine
{
    // Own words, a bit per vCPU in each: who sleeps on a word, and whose event register is set.
    internal const int Sleepers = 0;
    internal const int Events = 1;

    private const string SleepersName = "asleep";
    private const string EventsName = "events";

    /// <inheritdoc/>
    public override string Name => "sc";

    /// <inheritdoc/>
    public override bool HasMovers => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met)
    {
        ArgumentNullException.ThrowIfNull(met);
        if (met.Any(operation => operation.Kind <= OperationKind.Fence && operation.Order != MemoryOrder.SequentiallyConsistent))
        {
            yield return "memory is sequentially consistent: the weaker memory orders that the code names were not looked at";
        }

        if (met.Any(operation => operation.Kind == OperationKind.Wait))
        {
            yield return "no wake-up is spurious";
        }

        if (met.Any(operation => operation.Kind == OperationKind.WaitForEvent))
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
                Wait(turn);
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
        return (own[Sleepers] & Bit(vcpu)) != 0 ? "sleeps until it is woken"
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
            OperationKind.Exchange or OperationKind.FetchAdd => [new(word, Reads: true, Writes: true)],
            OperationKind.Wait => result == 0
                ? [new(word, Reads: true, Writes: false)]
                : [new(word, Reads: true, Writes: false), new(SleepersName, Reads: false, Writes: true)],
            OperationKind.WakeOne or OperationKind.WakeAll => [new(SleepersName, Reads: true, Writes: result > 0)],
            OperationKind.WaitForEvent => [new(EventsName, Reads: true, Writes: true)],
            OperationKind.SendEvent => [new(EventsName, Reads: false, Writes: true)],
            _ => [],
        };
    }

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

    // The Arm ARM lets WFE complete for any reason (D1.6.1); without that licence lost wake-ups show themselves.
    private static void WaitForEvent(Turn turn)
    {
        var events = turn.ReadOwn(Events);
        if ((events & Bit(turn.Vcpu)) == 0)
        {
            return;
        }

        turn.Begin();
        turn.WriteOwn(Events, events & ~Bit(turn.Vcpu));
        turn.Complete(0);
        turn.End();
    }

    private static void Wait(Turn turn)
    {
        var sleepers = turn.ReadOwn(Sleepers);
        if ((sleepers & Bit(turn.Vcpu)) != 0)
        {
            return; // asleep: only a wake moves it
        }

        turn.Begin();
        if (turn.Holds(turn.Operation.Address, turn.Operation.Expected))
        {
            turn.WriteOwn(Sleepers, sleepers | Bit(turn.Vcpu));
            turn.Sleep(1);
        }
        else
        {
            turn.Complete(0);
        }

        turn.End();
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

    private static ulong Bit(int vcpu) => 1UL << vcpu;

    private static string Members(ulong mask) => mask == 0
        ? "-"
        : string.Join(' ', Enumerable.Range(0, 64).Where(vcpu => (mask & Bit(vcpu)) != 0));
}
