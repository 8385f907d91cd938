using System.Threading;

namespace Interlock.Sync.Native;

/// <summary>
/// Shared memory for real threads: a cache line a word, the machine's own atomics, and queues of sleepers. What the
/// model's machine does step by step, this does at full speed.
/// </summary>
public sealed class NativeMachine : IDisposable
{
    private const int Stride = 16; // words of 8 bytes: no two share a cache line, nor a pair that is fetched together

    private readonly ulong[] words;
    private readonly ulong[] moduli;
    private readonly SleepQueue?[] sleepers;
    private readonly CancellationTokenRegistration cancellation;
    private Action<NativeStore>?[]? observers;

    /// <summary>Memory of as many words as there are initial values.</summary>
    /// <param name="initial">What each word holds at first.</param>
    /// <param name="moduli">The value at which each word wraps; zero for the full 64 bits.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    /// <param name="translation">
    /// Makes the machine's translation; null for a machine without one, where TLBI, DSB and ISB are fences and guests
    /// cannot run.
    /// </param>
    /// <param name="stop">Makes every operation throw <see cref="OperationCanceledException"/>, sleeping ones too.</param>
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

    /// <summary>How many vCPUs there are.</summary>
    public int Vcpus { get; }

    internal INativeTranslation? Translation { get; }

    internal CancellationToken Stop { get; }

    internal EventRegisters Events { get; }

    /// <summary>What a word holds now.</summary>
    public ulong Peek(Address address) => Volatile.Read(ref Word(address));

    /// <summary>Makes a word hold a value, at once for every vCPU.</summary>
    public void Poke(Address address, ulong value) => Volatile.Write(ref Word(address), Wrap(address, value));

    /// <summary>
    /// Has every store and exchange to some words, and every fetch-add, -or and the like, announced before it is made, on the thread that makes it. Where such a
    /// word is a lock that is released by a store, what the lock guards does not change meanwhile. To be called before
    /// any vCPU runs.
    /// </summary>
    /// <param name="addresses">The words.</param>
    /// <param name="observer">Who is told; what it throws, the operation throws, and the store is not made.</param>
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
