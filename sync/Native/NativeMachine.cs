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
    private readonly SleepQueue[] sleepers;
    private readonly CancellationTokenRegistration cancellation;

    /// <summary>Memory of as many words as there are initial values.</summary>
    /// <param name="initial">What each word holds at first.</param>
    /// <param name="moduli">The value at which each word wraps; zero for the full 64 bits.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    /// <param name="stop">Makes every operation throw <see cref="OperationCanceledException"/>, sleeping ones too.</param>
    public NativeMachine(
        IReadOnlyList<ulong> initial, IReadOnlyList<ulong> moduli, int vcpus, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(initial);
        words = new ulong[(initial.Count + 1) * Stride];
        this.moduli = [.. moduli];
        for (var word = 0; word < initial.Count; word++)
        {
            words[(word + 1) * Stride] = initial[word];
        }

        sleepers = [.. initial.Select(_ => new SleepQueue())];
        Events = new EventRegisters(vcpus);
        Stop = stop;
        cancellation = stop.Register(WakeEverybody);
    }

    internal CancellationToken Stop { get; }

    internal EventRegisters Events { get; }

    /// <summary>What a word holds now.</summary>
    public ulong Peek(Address address) => Volatile.Read(ref Word(address));

    /// <inheritdoc/>
    public void Dispose() => cancellation.Dispose();

    internal ref ulong Word(Address address) => ref words[(address.Index + 1) * Stride];

    internal ulong Wrap(Address address, ulong value) =>
        moduli[address.Index] is var modulus and not 0 ? value % modulus : value;

    internal bool Wraps(Address address) => moduli[address.Index] != 0;

    internal SleepQueue Sleepers(Address address) => sleepers[address.Index];

    private void WakeEverybody()
    {
        Events.SendToAll();
        foreach (var queue in sleepers)
        {
            queue.Wake(int.MaxValue);
        }
    }
}
