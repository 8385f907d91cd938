using System.Threading;

namespace Interlock.Sync.Native;

/// <summary>
/// Shared memory for real threads: one cache line per word, the processor's atomics, and queues of sleepers. It performs
/// at full speed the operations that the explored machine performs step by step.
/// </summary>
public sealed class NativeMachine : IDisposable
{
    private const int Stride = 16; // words of 8 bytes: no two share a cache line, nor a pair that is fetched together

    private readonly ulong[] words;
    private readonly ulong[] moduli;
    private readonly SleepQueue?[] sleepers;
    private readonly CancellationTokenRegistration cancellation;
    private Action<NativeStore>?[]? observers;

    /// <summary>Creates memory with one word per initial value.</summary>
    /// <param name="initial">The initial value of each word.</param>
    /// <param name="moduli">The modulus at which each word wraps; zero for the full 64 bits.</param>
    /// <param name="vcpus">The number of vCPUs.</param>
    /// <param name="translation">
    /// Creates the translation of the machine; null for a machine without translation, where TLBI, DSB and ISB are fences
    /// and guests cannot run.
    /// </param>
    /// <param name="stop">Makes every operation throw <see cref="OperationCanceledException"/>, sleeping operations too.</param>
    public NativeMachine(
        IReadOnlyList<ulong> initial,
        IReadOnlyList<ulong> moduli,
        int vcpus,
        Func<NativeMachine, INativeTranslation>? translation = null,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(initial);
        words = new ulong[(initial.Count + 1) * Stride];
        this.moduli = [.. moduli];
        for (var word = 0; word < initial.Count; word++)
        {
            words[(word + 1) * Stride] = initial[word];
        }

        sleepers = new SleepQueue?[initial.Count];
        Vcpus = vcpus;
        Events = new EventRegisters(vcpus);
        Stop = stop;
        Translation = translation?.Invoke(this);
        cancellation = stop.Register(WakeEverybody);
    }

    /// <summary>The number of vCPUs.</summary>
    public int Vcpus { get; }

    internal INativeTranslation? Translation { get; }

    internal CancellationToken Stop { get; }

    internal EventRegisters Events { get; }

    /// <summary>The current value of a word.</summary>
    public ulong Peek(Address address) => Volatile.Read(ref Word(address));

    /// <summary>Sets a word, visible to every vCPU at once.</summary>
    public void Poke(Address address, ulong value) => Volatile.Write(ref Word(address), Wrap(address, value));

    /// <summary>
    /// Announces every store, exchange and fetch operation on some words before it is performed, on the thread that performs
    /// it. If such a word is a lock that is released by a store, the words that the lock guards do not change meanwhile. Call
    /// this before any vCPU runs.
    /// </summary>
    /// <param name="addresses">The words.</param>
    /// <param name="observer">Called with each store; if it throws, the operation throws the same and is not performed.</param>
    public void Observe(IEnumerable<Address> addresses, Action<NativeStore> observer)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        observers ??= new Action<NativeStore>?[moduli.Length];
        foreach (var address in addresses)
        {
            observers[address.Index] += observer;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cancellation.Dispose();

    internal ref ulong Word(Address address) => ref words[(address.Index + 1) * Stride];

    internal ulong Wrap(Address address, ulong value) =>
        moduli[address.Index] is var modulus and not 0 ? value % modulus : value;

    // Less than nothing counts down from the modulus, as it would from 2^64.
    internal ulong Sum(Address address, ulong held, ulong addend)
    {
        var modulus = moduli[address.Index];
        return modulus == 0 ? held + addend
            : (long)addend >= 0 ? (ulong)(((UInt128)held + addend) % modulus)
            : (ulong)(((UInt128)held + modulus - ((0 - addend) % modulus)) % modulus);
    }

    internal bool Wraps(Address address) => moduli[address.Index] != 0;

    internal void Announce(int vcpu, Address address, ulong value) =>
        observers?[address.Index]?.Invoke(new NativeStore(vcpu, address, Wrap(address, value)));

    // Few words are ever slept on, so a queue is made for the first sleeper.
    internal SleepQueue Sleepers(Address address)
    {
        ref var queue = ref sleepers[address.Index];
        return Volatile.Read(ref queue) ?? Interlocked.CompareExchange(ref queue, new SleepQueue(), null) ?? queue;
    }

    private void WakeEverybody()
    {
        Events.SendToAll();
        for (var word = 0; word < sleepers.Length; word++)
        {
            // A queue that is made later finds the run stopped.
            Volatile.Read(ref sleepers[word])?.Wake(int.MaxValue);
        }
    }
}
