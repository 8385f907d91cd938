using System.Threading;

namespace Interlock.Sync.Native;

/// <summary>The threads that sleep on one word, as a futex keeps them.</summary>
internal sealed class SleepQueue
{
    private readonly object gate = new(); // a monitor, for its condition variable
    private readonly Queue<Sleeper> queue = new();

    /// <summary>Sleeps if the word holds what is expected: the check and going to sleep are one step to every waker.</summary>
    public void Sleep(ref ulong word, ulong expected, CancellationToken stop)
    {
        lock (gate)
        {
            if (Volatile.Read(ref word) != expected || stop.IsCancellationRequested)
            {
                return;
            }

            var sleeper = new Sleeper();
            queue.Enqueue(sleeper);
            while (!sleeper.IsWoken)
            {
                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>Wakes at most so many sleepers; answers how many.</summary>
    public ulong Wake(int most)
    {
        lock (gate)
        {
            ulong woken = 0;
            while (woken < (ulong)most && queue.TryDequeue(out var sleeper))
            {
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
