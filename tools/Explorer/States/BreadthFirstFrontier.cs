using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Interlock.Explorer.States;

/// <summary>
/// Level by level: states of one level are taken in blocks, their successors are gathered in blocks, and when the
/// level is empty all workers meet and move on together. So the depth of every state is its distance from the start.
/// </summary>
internal sealed class BreadthFirstFrontier : Frontier, IDisposable
{
    private const int BlockRecords = 256;

    private readonly Lane[] lanes;
    private readonly Barrier levelEnd;
    private readonly ConcurrentQueue<Block> spare = new();
    private ConcurrentQueue<Block> current = new();
    private ConcurrentQueue<Block> next = new();
    private int level = -1; // the initial states are put as the next level
    private bool exhausted;

    public BreadthFirstFrontier(int width, int workers)
        : base(width)
    {
        lanes = new Lane[workers];
        levelEnd = new Barrier(workers, _ => NextLevel());
    }

    public override long Count =>
        current.Sum(block => (long)block.Records) + next.Sum(block => (long)block.Records)
        + lanes.Sum(lane => (long)((lane.Taking?.Records ?? 0) - lane.Taken + (lane.Putting?.Records ?? 0)));

    public override int Depth => Math.Max(0, Volatile.Read(ref level));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Put(int worker, ulong header, ReadOnlySpan<ulong> state)
    {
        ref var lane = ref lanes[worker];
        var block = lane.Putting ??= spare.TryDequeue(out var used)
            ? used
            : new Block(new ulong[BlockRecords * RecordWords]);
        var record = block.Words.AsSpan(block.Records * RecordWords, RecordWords);
        record[0] = header;
        state.CopyTo(record[Header..]);
        block.Records++;
        if (block.Records == BlockRecords)
        {
            next.Enqueue(block);
            lane.Putting = null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryTake(int worker, Span<ulong> record)
    {
        ref var lane = ref lanes[worker];
        while (true)
        {
            if (lane.Taking is { } block)
            {
                if (lane.Taken < block.Records)
                {
                    block.Words.AsSpan(lane.Taken++ * RecordWords, RecordWords).CopyTo(record);
                    return true;
                }

                block.Records = 0;
                lane.Taken = 0;
                spare.Enqueue(block);
                lane.Taking = null;
            }

            if (!current.TryDequeue(out var following))
            {
                return false;
            }

            lane.Taking = following;
        }
    }

    public override bool Wait(int worker, CancellationToken stop)
    {
        ref var lane = ref lanes[worker];
        if (lane.Putting is { } rest)
        {
            next.Enqueue(rest);
            lane.Putting = null;
        }

        try
        {
            levelEnd.SignalAndWait(stop);
            return !exhausted;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => levelEnd.Dispose();

    private void NextLevel()
    {
        (current, next) = (next, current);
        exhausted = current.IsEmpty;
        if (!exhausted)
        {
            level++;
        }
    }

    // Explicitly wide, so that no two workers write to one cache line.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Lane
    {
        [FieldOffset(128)]
        public Block? Taking;

        [FieldOffset(136)]
        public Block? Putting;

        [FieldOffset(144)]
        public int Taken;
    }

    private sealed class Block(ulong[] words)
    {
        public ulong[] Words { get; } = words;

        public int Records { get; set; }
    }
}
