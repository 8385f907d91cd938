using System.Runtime.CompilerServices;
using System.Threading;

namespace Interlock.Explorer.States;

/// <summary>
/// The newest state first. Each worker has a stack of its own and takes half of another's, the older half, when its
/// own is empty. The search is over when every worker is out of states at once.
/// </summary>
internal sealed class DepthFirstFrontier : Frontier
{
    private readonly Stack[] stacks;
    private int idle;

    public DepthFirstFrontier(int width, int workers)
        : base(width) => stacks = [.. Enumerable.Range(0, workers).Select(_ => new Stack(RecordWords))];

    public override long Count => stacks.Sum(stack => (long)stack.Count);

    public override int Depth => stacks.Max(stack => stack.Depth);

    public override void Put(int worker, ulong header, ReadOnlySpan<ulong> state) => stacks[worker].Push(header, state);

    public override bool TryTake(int worker, Span<ulong> record) => stacks[worker].TryPop(record);

    public override bool Wait(int worker, CancellationToken stop)
    {
        Interlocked.Increment(ref idle);
        for (var wait = default(SpinWait); !stop.IsCancellationRequested; wait.SpinOnce())
        {
            if (Volatile.Read(ref idle) == stacks.Length)
            {
                return false; // nobody has a state, so nobody can make one
            }

            foreach (var other in stacks)
            {
                if (other.Count < 2)
                {
                    continue;
                }

                // No longer idle before the theft: otherwise the states would be nobody's for a moment.
                Interlocked.Decrement(ref idle);
                if (other.TryGiveHalf(stacks[worker]))
                {
                    return true;
                }

                Interlocked.Increment(ref idle);
            }
        }

        return false;
    }

    private sealed class Stack(int recordWords)
    {
        private readonly Lock gate = new();
        private ulong[] words = new ulong[64 * recordWords];
        private volatile int count;

        public int Count => count;

        public int Depth { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Push(ulong header, ReadOnlySpan<ulong> state)
        {
            lock (gate)
            {
                if ((count + 1L) * recordWords > words.Length)
                {
                    // Beyond the longest array memory is out, which is a bound; a length below zero would be a fault.
                    var longer = Math.Min(2L * words.Length, Array.MaxLength);
                    Array.Resize(ref words, (count + 1L) * recordWords > longer ? int.MaxValue : (int)longer);
                }

                words[count * recordWords] = header;
                state.CopyTo(words.AsSpan((count * recordWords) + Header));
                count++;
                Depth = Math.Max(Depth, DepthOf(header));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool TryPop(Span<ulong> record)
        {
            lock (gate)
            {
                if (count == 0)
                {
                    return false;
                }

                count--;
                words.AsSpan(count * recordWords, recordWords).CopyTo(record);
                return true;
            }
        }

        public bool TryGiveHalf(Stack receiver)
        {
            lock (gate)
            {
                var given = count / 2;
                for (var index = 0; index < given; index++)
                {
                    var record = words.AsSpan(index * recordWords, recordWords);
                    receiver.Push(record[0], record[Header..]);
                }

                words.AsSpan(given * recordWords, (count - given) * recordWords).CopyTo(words);
                count -= given;
                return given > 0;
            }
        }
    }
}
