using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Threading;
using Interlock.Explorer.Workers;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.States;

/// <summary>
/// A lock-free open-addressing table of fingerprints: 8 bytes a state (16 with 128 bits) at a load between one half
/// and four fifths. A slot is claimed by a compare-exchange on its first lane and never changes again until the table
/// grows, for which all workers stand still.
/// </summary>
internal sealed unsafe class FingerprintSet : VisitedSet
{
    private const ulong Empty = 0;
    private const int SmallestCapacity = 1 << 12;
    private const double HighestLoad = 0.8;
    private const double Growth = 1.5; // less than four fifths over one half, because room is drawn in portions
    private const int NumbersAtOnce = 256;

    // What is built on numbers indexes arrays with them; the rest is room for those that are drawn between two looks.
    private const uint LargestNumber = int.MaxValue - (1 << 24);

    private readonly bool wide;
    private readonly bool numbered;
    private readonly Turnstile turnstile;
    private readonly WorkerShare[] shares;

    private HugePages[] memory = [];
    private ulong* low;
    private ulong* high;
    private uint* numbers;
    private ulong capacity;
    private long room;
    private uint nextNumber;

    public FingerprintSet(FingerprintKind kind, int workers, bool numbered)
    {
        wide = kind == FingerprintKind.Bits128;
        this.numbered = numbered;
        turnstile = new Turnstile(workers);
        shares = new WorkerShare[workers];
        Allocate(SmallestCapacity);
    }

    public override long Count => shares.Sum(share => Volatile.Read(ref share.Added));

    public override long Bytes => (long)capacity * (sizeof(ulong) * (wide ? 2 : 1));

    public override int? Bits => wide ? 128 : 64;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Prepare(Expansion expansion)
    {
        if (!Sse.IsSupported)
        {
            return;
        }

        // The table is far larger than the caches: let the misses of all successors overlap with other work. A stale
        // pointer, when the table is just growing, is harmless: prefetching never faults.
        for (var index = 0; index < expansion.Count; index++)
        {
            var slot = Slot(expansion[index].Low);
            Sse.Prefetch0(low + slot);
            if (numbered)
            {
                Sse.Prefetch0(numbers + slot);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(Expansion expansion, int worker)
    {
        ref var share = ref shares[worker];
        if (share.Room < expansion.Count)
        {
            Reserve(ref share, expansion.Count);
        }

        turnstile.Enter(worker);
        for (var index = 0; index < expansion.Count; index++)
        {
            ref var successor = ref expansion[index];
            successor.IsNew = Add(ref successor, ref share);
        }

        turnstile.Leave(worker);
    }

    /// <summary>Whether it holds a state by its first 64 bits. For one-lane sets, and while nobody adds to them.</summary>
    public bool Contains(ulong fingerprint)
    {
        var first = Nonzero(fingerprint);
        for (var slot = Slot(first); low[slot] != Empty; slot = slot + 1 == capacity ? 0 : slot + 1)
        {
            if (low[slot] == first)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds states by their fingerprints.</summary>
    public void Add(ReadOnlySpan<ulong> fingerprints, int worker)
    {
        ref var share = ref shares[worker];
        if (share.Room < fingerprints.Length)
        {
            Reserve(ref share, fingerprints.Length);
        }

        turnstile.Enter(worker);
        var state = default(Successor);
        foreach (var fingerprint in fingerprints)
        {
            state.Low = fingerprint;
            Add(ref state, ref share);
        }

        turnstile.Leave(worker);
    }

    protected override void Dispose(bool disposing)
    {
        Free(memory);
        low = high = null;
        numbers = null;
        base.Dispose(disposing);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Nonzero(ulong fingerprint) => fingerprint == Empty ? 1 : fingerprint;

    // Multiply-shift instead of a remainder: any capacity will do (Lemire 2019).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Slot(ulong fingerprint) => Math.BigMul(fingerprint, capacity, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Add(ref Successor successor, ref WorkerShare share)
    {
        var first = Nonzero(successor.Low);
        var slot = Slot(first);
        while (true)
        {
            var found = Volatile.Read(ref low[slot]);
            if (found == Empty)
            {
                found = Interlocked.CompareExchange(ref low[slot], first, Empty);
                if (found == Empty)
                {
                    Publish(slot, ref successor, ref share);
                    return true;
                }
            }

            if (found == first && (!wide || SecondLane(slot) == Nonzero(successor.High)))
            {
                successor.Id = numbered ? Number(slot) : 0;
                return false;
            }

            slot = slot + 1 == capacity ? 0 : slot + 1;
        }
    }

    private void Publish(ulong slot, ref Successor successor, ref WorkerShare share)
    {
        share.Added++;
        share.Room--;
        if (wide)
        {
            Volatile.Write(ref high[slot], Nonzero(successor.High));
        }

        if (numbered)
        {
            if (share.FreeNumbers == 0)
            {
                share.NextNumber = Interlocked.Add(ref nextNumber, NumbersAtOnce) - NumbersAtOnce;
                share.FreeNumbers = NumbersAtOnce;
            }

            share.FreeNumbers--;
            successor.Id = share.NextNumber++;
            Volatile.Write(ref numbers[slot], successor.Id + 1);
        }
    }

    // The worker that claimed a slot publishes the rest of it within a few instructions.
    private ulong SecondLane(ulong slot)
    {
        ulong lane;
        for (var wait = default(SpinWait); (lane = Volatile.Read(ref high[slot])) == Empty;)
        {
            wait.SpinOnce();
        }

        return lane;
    }

    private uint Number(ulong slot)
    {
        uint number;
        for (var wait = default(SpinWait); (number = Volatile.Read(ref numbers[slot])) == 0;)
        {
            wait.SpinOnce();
        }

        return number - 1;
    }

    // Each worker draws room from the table in portions, so that the fill is known without a shared counter.
    private void Reserve(ref WorkerShare share, int wanted)
    {
        turnstile.Alone(ref share, wanted, (ref WorkerShare share, int wanted) =>
        {
            if (nextNumber > LargestNumber)
            {
                throw new NotSupportedException($"no more than {LargestNumber} states can be numbered, which goals and liveness need.");
            }

            var portion = Math.Max(wanted, Math.Min(4096, (int)(capacity / 64)));
            if (room < portion)
            {
                var larger = (ulong)Math.Max(capacity * Growth, capacity + (portion / HighestLoad * 2));
                Grow(larger);
            }

            room -= portion;
            share.Room += portion;
        });
    }

    /// <summary>Moves to a larger table. If there is no memory for it, nothing has changed.</summary>
    internal void Grow(ulong larger)
    {
        var oldLow = low;
        var oldHigh = high;
        var oldNumbers = numbers;
        var oldMemory = memory;
        var (oldCapacity, oldRoom) = (capacity, room);
        Allocate(larger);
        room = oldRoom + (long)((larger - oldCapacity) * HighestLoad);
        for (ulong from = 0; from < oldCapacity; from++)
        {
            if (oldLow[from] == Empty)
            {
                continue;
            }

            var slot = Slot(oldLow[from]);
            while (low[slot] != Empty)
            {
                slot = slot + 1 == capacity ? 0 : slot + 1;
            }

            low[slot] = oldLow[from];
            if (wide)
            {
                high[slot] = oldHigh[from];
            }

            if (numbered)
            {
                numbers[slot] = oldNumbers[from];
            }
        }

        Free(oldMemory);
    }

    private void Allocate(ulong slots)
    {
        HugePages[] larger = [new HugePages(slots * sizeof(ulong)),
            new HugePages(wide ? slots * sizeof(ulong) : 0), new HugePages(numbered ? slots * sizeof(uint) : 0)];
        memory = larger;
        capacity = slots;
        room = (long)(slots * HighestLoad);
        low = (ulong*)memory[0].Start;
        high = (ulong*)memory[1].Start;
        numbers = (uint*)memory[2].Start;
    }

    private static void Free(HugePages[] memory)
    {
        foreach (var piece in memory)
        {
            piece.Dispose();
        }
    }
}

/// <summary>What one worker has drawn from a table, on cache lines of its own.</summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct WorkerShare
{
    /// <summary>States that it has added.</summary>
    [FieldOffset(0)]
    public long Added;

    /// <summary>States that it may still add before it must ask.</summary>
    [FieldOffset(8)]
    public long Room;

    /// <summary>The next number that it gives to a state.</summary>
    [FieldOffset(16)]
    public uint NextNumber;

    /// <summary>How many numbers it may still give.</summary>
    [FieldOffset(20)]
    public uint FreeNumbers;
}
