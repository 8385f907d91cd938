using System.Threading;

namespace Interlock.Sync.Native;

/// <summary>
/// The <see cref="Cpu"/> of a real thread: operations are the processor's own atomics and are complete when they
/// return, so code never suspends.
/// </summary>
/// <param name="machine">The memory that the vCPUs share.</param>
/// <param name="index">The index of this vCPU, from zero.</param>
/// <param name="onNote">Receives events, on the thread of the vCPU; null if they are not wanted.</param>
/// <param name="seed">The seed of the environment's choices.</param>
public sealed class NativeCpu(NativeMachine machine, int index, Action<int, Note>? onNote = null, ulong seed = 1) : Cpu
{
    private readonly Dictionary<int, ulong> readings = []; // of event counts, by word
    private readonly NativeMachine machine = machine;
    private readonly Action<int, Note>? onNote = onNote;
    private readonly SeededChoices choices = new(seed, (ulong)index);
    private SpinWait spin;
    private long operations;

    /// <inheritdoc/>
    public override int Index { get; } = index;

    /// <summary>The number of operations begun so far; any thread may read it.</summary>
    public long Operations => Volatile.Read(ref operations);

    /// <inheritdoc/>
    public override void Pause() => spin.SpinOnce(sleep1Threshold: -1); // yields, but never sleeps through its turn

    /// <inheritdoc/>
    public override void Note(string name, ulong value = 0) => onNote?.Invoke(Index, new Note(name, value));

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The run has ended.</exception>
    protected override Access Perform(
        OperationKind kind, Address address, ulong operand, ulong expected, MemoryOrder order, Site site)
    {
        machine.Stop.ThrowIfCancellationRequested();
        Volatile.Write(ref operations, operations + 1); // no other thread writes it
        if (kind.AlwaysWrites())
        {
            machine.Announce(Index, address, operand);
        }

        var before = kind == OperationKind.Store && machine.Translation is not null ? machine.Peek(address) : 0;
        var result = kind switch
        {
            OperationKind.Load => Load(address, order),
            OperationKind.Store => Store(address, operand, order),
            OperationKind.CompareExchange => Interlocked.CompareExchange(
                ref machine.Word(address), machine.Wrap(address, operand), machine.Wrap(address, expected)),
            OperationKind.Exchange => Interlocked.Exchange(ref machine.Word(address), machine.Wrap(address, operand)),
            OperationKind.FetchAdd when !machine.Wraps(address) => Interlocked.Add(ref machine.Word(address), operand) - operand,
            OperationKind.FetchOr when !machine.Wraps(address) => Interlocked.Or(ref machine.Word(address), operand),
            OperationKind.FetchAnd when !machine.Wraps(address) => Interlocked.And(ref machine.Word(address), operand),
            _ when kind.IsFetch() => Fetch(kind, address, operand),
            OperationKind.Fence or OperationKind.FlushCaches => Fence(),
            OperationKind.WaitForEvent => WaitForEvent(),
            OperationKind.SendEvent => SendEvent(),
            OperationKind.Wait => Sleep(address, expected, Timeout.Infinite),
            OperationKind.TimedWait => Sleep(address, expected, (int)Math.Min(operand, int.MaxValue)),
            OperationKind.ReadCount => Read(address),
            OperationKind.AdvanceCount => Advance(address),
            OperationKind.HasAdvanced => HasAdvanced(address) ? 1UL : 0,
            OperationKind.WaitCount => readings.TryGetValue(address.Index, out var reading) ? Sleep(address, reading, Timeout.Infinite) : 0,
            OperationKind.WakeOne => machine.Sleepers(address).Wake(1),
            OperationKind.WakeAll => machine.Sleepers(address).Wake(int.MaxValue),
            OperationKind.Choose => choices.Below(operand),
            OperationKind.Tlbi or OperationKind.Dsb or OperationKind.Isb => Maintain(kind, operand, expected),
            _ when machine.Translation is { } translation => Guest(translation, kind, operand, expected),
            _ => throw new NotSupportedException($"real threads have no stage 2 translation: {kind} at {site}"),
        };
        switch (kind)
        {
            case OperationKind.Store:
                machine.Translation?.Overwritten(Index, address, before, operand);
                break;
            case OperationKind.Exchange:
            case OperationKind.CompareExchange when result == machine.Wrap(address, expected):
                machine.Translation?.Overwritten(Index, address, result, operand);
                break;
            case var _ when kind.IsFetch():
                machine.Translation?.Overwritten(Index, address, result, Fetched(kind, address, result, operand));
                break;
            default:
                break;
        }

        return Access.Completed(result);
    }

    private ulong Read(Address address)
    {
        readings[address.Index] = Load(address, MemoryOrder.SequentiallyConsistent);
        return 0;
    }

    private ulong Advance(Address address)
    {
        Interlocked.Increment(ref machine.Word(address));
        return 0;
    }

    private bool HasAdvanced(Address address) =>
        !readings.TryGetValue(address.Index, out var reading) || Load(address, MemoryOrder.SequentiallyConsistent) != reading;

    private ulong Maintain(OperationKind kind, ulong operand, ulong expected)
    {
        Interlocked.MemoryBarrier();
        switch (kind)
        {
            case OperationKind.Tlbi:
                machine.Translation?.Tlbi(Index, (TlbiKind)expected, operand);
                break;
            case OperationKind.Dsb:
                machine.Translation?.Dsb(Index, (DsbKind)operand);
                break;
            default:
                machine.Translation?.Isb(Index);
                break;
        }

        return 0;
    }

    private ulong Guest(INativeTranslation translation, OperationKind kind, ulong operand, ulong expected)
    {
        switch (kind)
        {
            case OperationKind.WriteVttbr:
                translation.WriteVttbr(Index, operand);
                return 0;
            case OperationKind.GuestLoad:
                return translation.GuestLoad(Index, operand);
            case OperationKind.GuestStore:
                return translation.GuestStore(Index, operand, expected);
            case OperationKind.GuestFetch:
                return translation.GuestFetch(Index, operand);
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    // Volatile.Read is an acquire and Volatile.Write a release (ECMA-335 I.12.6.7); stronger orders add a full fence.
    private ulong Load(Address address, MemoryOrder order)
    {
        if (order == MemoryOrder.SequentiallyConsistent)
        {
            Interlocked.MemoryBarrier();
        }

        return Volatile.Read(ref machine.Word(address));
    }

    private ulong Store(Address address, ulong value, MemoryOrder order)
    {
        Volatile.Write(ref machine.Word(address), machine.Wrap(address, value));
        if (order == MemoryOrder.SequentiallyConsistent)
        {
            Interlocked.MemoryBarrier();
        }

        return 0;
    }

    // What the processor has no instruction for, or not for words that are narrower than its own: as one step all the same.
    private ulong Fetch(OperationKind kind, Address address, ulong operand)
    {
        ref var word = ref machine.Word(address);
        while (true)
        {
            var held = Volatile.Read(ref word);
            if (Interlocked.CompareExchange(ref word, Fetched(kind, address, held, operand), held) == held)
            {
                return held;
            }
        }
    }

    private ulong Fetched(OperationKind kind, Address address, ulong held, ulong operand) => kind == OperationKind.FetchAdd
        ? machine.Sum(address, held, operand)
        : machine.Wrap(address, kind.Combine(held, machine.Wrap(address, operand)));

    private static ulong Fence()
    {
        Interlocked.MemoryBarrier();
        return 0;
    }

    private ulong WaitForEvent()
    {
        machine.Events.WaitFor(Index, machine.Stop);
        machine.Stop.ThrowIfCancellationRequested();
        return 0;
    }

    private ulong SendEvent()
    {
        machine.Events.SendToAll();
        return 0;
    }

    private ulong Sleep(Address address, ulong expected, int milliseconds)
    {
        var isWoken = machine.Sleepers(address).Sleep(
            ref machine.Word(address), machine.Wrap(address, expected), milliseconds, machine.Stop);
        machine.Stop.ThrowIfCancellationRequested();
        return isWoken ? WaitResult.Woken : WaitResult.TimedOut;
    }
}
