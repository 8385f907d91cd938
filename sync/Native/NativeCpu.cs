using System.Threading;

namespace Interlock.Sync.Native;

/// <summary>
/// The <see cref="Cpu"/> of a real thread: operations are the processor's own atomics and are complete when they
/// return, so code never suspends.
/// </summary>
/// <param name="machine">The memory that the vCPUs share.</param>
/// <param name="index">Which vCPU this is.</param>
/// <param name="onNote">Who hears its notes; null for nobody. Called on the vCPU's thread.</param>
public sealed class NativeCpu(NativeMachine machine, int index, Action<int, Note>? onNote = null) : Cpu
{
    private readonly NativeMachine machine = machine;
    private readonly Action<int, Note>? onNote = onNote;
    private SpinWait spin;
    private uint random = (uint)index + 1;

    /// <inheritdoc/>
    public override int Index { get; } = index;

    /// <inheritdoc/>
    public override void Pause() => spin.SpinOnce(sleep1Threshold: -1); // yields, but never sleeps through its turn

    /// <inheritdoc/>
    public override void Note(string name, ulong value = 0) => onNote?.Invoke(Index, new Note(name, value));

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">The run is over.</exception>
    protected override Access Perform(
        OperationKind kind, Address address, ulong operand, ulong expected, MemoryOrder order, Site site)
    {
        machine.Stop.ThrowIfCancellationRequested();
        return Access.Completed(kind switch
        {
            OperationKind.Load => Load(address, order),
            OperationKind.Store => Store(address, operand, order),
            OperationKind.CompareExchange => Interlocked.CompareExchange(
                ref machine.Word(address), machine.Wrap(address, operand), expected),
            OperationKind.Exchange => Interlocked.Exchange(ref machine.Word(address), machine.Wrap(address, operand)),
            OperationKind.FetchAdd => FetchAdd(address, operand),
            OperationKind.Fence => Fence(),
            OperationKind.WaitForEvent => WaitForEvent(),
            OperationKind.SendEvent => SendEvent(),
            OperationKind.Wait => Sleep(address, expected),
            OperationKind.WakeOne => machine.Sleepers(address).Wake(1),
            OperationKind.WakeAll => machine.Sleepers(address).Wake(int.MaxValue),
            OperationKind.Choose => Choose(operand),
            OperationKind.Tlbi or OperationKind.Dsb or OperationKind.Isb => Fence(),
            _ => throw new NotSupportedException($"real threads have no stage 2 translation: {kind} at {site}"),
        });
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

    private ulong FetchAdd(Address address, ulong addend)
    {
        ref var word = ref machine.Word(address);
        if (!machine.Wraps(address))
        {
            return Interlocked.Add(ref word, addend) - addend;
        }

        // A word narrower than the processor's: add and wrap as one step.
        while (true)
        {
            var held = Volatile.Read(ref word);
            if (Interlocked.CompareExchange(ref word, machine.Wrap(address, held + addend), held) == held)
            {
                return held;
            }
        }
    }

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

    private ulong Sleep(Address address, ulong expected)
    {
        machine.Sleepers(address).Sleep(ref machine.Word(address), expected, machine.Stop);
        machine.Stop.ThrowIfCancellationRequested();
        return 0;
    }

    // A choice of the environment: any will do, and the same run makes the same ones (xorshift, Marsaglia 2003).
    private ulong Choose(ulong bound)
    {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        return random % bound;
    }
}
