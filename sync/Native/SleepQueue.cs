using System.Diagnostics;
using System.Threading;

namespace Interlock.Sync.Native;

/// <summary>The threads that sleep on one word, as a futex keeps them.</summary>
internal sealed class SleepQueue
{
    private readonly object gate = new(); // a monitor, for its condition variable
    private readonly LinkedList<Sleeper> queue = new();

    /// <summary>Sleeps if the word holds the expected value: to every waker, check and sleep are one step.</summary>
    /// <param name="word">The word.</param>
    /// <param name="expected">The expected value.</param>
    /// <param name="milliseconds">The time limit; <see cref="Timeout.Infinite"/> for none.</param>
    /// <param name="stop">Wakes every sleeper.</param>
    /// <returns>True if the thread was woken or did not sleep; false if its time ended. Then it has consumed no wake.</returns>
    public bool Sleep(ref ulong word, ulong expected, int milliseconds, CancellationToken stop)
    {
        lock (gate)
        {
            if (Volatile.Read(ref word) != expected || stop.IsCancellationRequested)
            {
                return true;
            }

            var (sleeper, begun) = (new Sleeper(), Stopwatch.GetTimestamp());
            queue.AddLast(sleeper);
            while (!sleeper.IsWoken)
            {
                var left = milliseconds == Timeout.Infinite
                    ? Timeout.Infinite
                    : Math.Max(0, milliseconds - (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                if (left == 0)
                {
                    queue.Remove(sleeper); // no wake is spent on it
                    return false;
                }

                Monitor.Wait(gate, (int)left);
            }

            return true;
        }
    }

    /// <summary>Wakes at most <paramref name="most"/> sleepers; returns their number.</summary>
    public ulong Wake(int most)
    {
        lock (gate)
        {
            ulong woken = 0;
            while (woken < (ulong)most && queue.First is { Value: var sleeper })
            {
                queue.RemoveFirst();
                sleeper.IsWoken = true;
                woken++;
            }

            if (woken > 0)
            {
                Monitor.PulseAll(gate);
            }

            return woken;
        }
    }

    private sealed class Sleeper
    {
        public bool IsWoken { get; set; }
    }
}
