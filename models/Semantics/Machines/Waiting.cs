using System.Numerics;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Machines;

/// <summary>
/// Sleeping on words and for events, the same under every memory model: which vCPUs are asleep and whose event register is set are the first
/// of a machine's own words, a bit per vCPU in each.
/// </summary>
internal static class Waiting
{
    /// <summary>The own word that says which vCPUs sleep on a word of memory.</summary>
    public const int Sleepers = 0;

    /// <summary>The own word that says whose event register is set.</summary>
    public const int Events = 1;

    /// <summary>How many own words there are of it.</summary>
    public const int Words = 2;

    // What a reader is shown as the result of a step that puts a vCPU to sleep: no answer of the operation.
    private const ulong SleepsUntilWoken = 1;
    private const ulong SleepsForATime = 2;

    private const string SleepersName = "asleep";
    private const string EventsName = "events";

    /// <summary>How many own words there are of it, for a number of vCPUs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more than 64 vCPUs.</exception>
    public static int WordsFor(int vcpus) => vcpus <= 64
        ? Words
        : throw new ArgumentOutOfRangeException(nameof(vcpus), vcpus, "The machine has at most 64 vCPUs.");

    /// <summary>What executions are spared, a sentence each; see <see cref="Machine.Assumptions"/>.</summary>
    public static IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met, Licences licences)
    {
        if (!licences.HasFlag(Licences.SpuriousWakes) && met.Any(operation => operation.Kind.IsWait()))
        {
            yield return "no wake-up is spurious";
        }

        if (!licences.HasFlag(Licences.WfeWithoutEvent) && met.Any(operation => operation.Kind == OperationKind.WaitForEvent))
        {
            yield return "WFE completes with an event only";
        }
    }

    // The Arm ARM lets WFE complete for any reason (D1.6.1): that is a licence, and nobody may count on it.
    /// <summary>Consumes the vCPU's event; no outcome while there is none.</summary>
    public static void ForEvent(Turn turn)
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

    /// <summary>Sleeps on a word, or goes on if it does not hold what the operation expects; if the vCPU sleeps, what ends that unwoken.</summary>
    public static void OnWord(Turn turn, bool holds)
    {
        var sleepers = turn.ReadOwn(Sleepers);
        if ((sleepers & Bit(turn.Vcpu)) != 0)
        {
            Stir(turn, sleepers & ~Bit(turn.Vcpu));
            return;
        }

        turn.Begin();
        if (holds)
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

    /// <summary>Wakes one vCPU that sleeps on the operation's word, any of them.</summary>
    public static void WakeOne(Turn turn)
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

    /// <summary>Wakes every vCPU that sleeps on the operation's word.</summary>
    public static void WakeAll(Turn turn)
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

    /// <summary>Sets the event register of every vCPU.</summary>
    public static void SendEvent(Turn turn)
    {
        turn.Begin();
        turn.WriteOwn(Events, ulong.MaxValue >> (64 - turn.VcpuCount));
        turn.Complete(0);
        turn.End();
    }

    /// <summary>Whether an event count has not advanced since the vCPU read it.</summary>
    public static bool IsCurrent(Turn turn) => (turn.Read(turn.Operation.Address) & Bit(turn.Vcpu)) != 0;

    /// <summary>Why a vCPU cannot take a step; see <see cref="Machine.Asleep"/>.</summary>
    public static string? Asleep(ReadOnlySpan<ulong> own, int vcpu, Operation pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        return (own[Sleepers] & Bit(vcpu)) != 0
            ? pending.Kind == OperationKind.TimedWait ? "sleeps until it is woken or its time is up" : "sleeps until it is woken"
            : pending.Kind == OperationKind.WaitForEvent && (own[Events] & Bit(vcpu)) == 0 ? "waits for an event"
            : null;
    }

    /// <summary>Its words, for a reader.</summary>
    public static IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> own) =>
        [new NamedValue(SleepersName, Members(own[Sleepers])), new NamedValue(EventsName, Members(own[Events]))];

    /// <summary>What its words mean to a reader, by name.</summary>
    public static IEnumerable<KeyValuePair<string, WordMeaning>> Meanings =>
        [new(SleepersName, new WordMeaning(WordKind.Waiting)), new(EventsName, new WordMeaning(WordKind.Waiting))];

    /// <summary>What an operation of it has accessed, for a reader; see <see cref="Machine.Accesses"/>.</summary>
    public static IReadOnlyList<NamedAccess> Accesses(Operation operation, ulong result, string word) => operation.Kind switch
    {
        OperationKind.TimedWait when result == WaitResult.TimedOut => [new(SleepersName, Reads: true, Writes: true)],
        OperationKind.Wait or OperationKind.TimedWait or OperationKind.WaitCount => HasFallenAsleep(operation, result)
            ? [new(word, Reads: true, Writes: false), new(SleepersName, Reads: false, Writes: true)]
            : [new(word, Reads: true, Writes: false)],
        OperationKind.WakeOne or OperationKind.WakeAll => [new(SleepersName, Reads: true, Writes: result > 0)],
        OperationKind.WaitForEvent => [new(EventsName, Reads: true, Writes: true)],
        OperationKind.SendEvent => [new(EventsName, Reads: false, Writes: true)],
        _ => [],
    };

    /// <summary>See <see cref="Machine.UnprovokedAccesses"/>.</summary>
    public static IReadOnlyList<NamedAccess> UnprovokedAccesses(Operation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return [new(operation.Kind == OperationKind.WaitForEvent ? EventsName : SleepersName, Reads: true, Writes: true)];
    }

    /// <summary>Whether a step's result, as a reader is shown it, says that the vCPU has fallen asleep: its operation is not answered yet.</summary>
    public static bool HasFallenAsleep(Operation operation, ulong result) => result == operation.Kind switch
    {
        OperationKind.Wait or OperationKind.WaitCount => SleepsUntilWoken,
        OperationKind.TimedWait => SleepsForATime,
        _ => result + 1,
    };

    private static ulong Bit(int vcpu) => 1UL << vcpu;

    private static string Members(ulong mask) => mask == 0
        ? "-"
        : string.Join(' ', Enumerable.Range(0, 64).Where(vcpu => (mask & Bit(vcpu)) != 0));
}
