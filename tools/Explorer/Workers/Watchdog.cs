using System.Diagnostics;

namespace Interlock.Explorer.Workers;

/// <summary>
/// Notices code under test that does not come back. What counts is the processor time of its own thread, and that only while it runs code
/// between two operations: a busy machine and a long expansion make nothing endless.
/// </summary>
/// <param name="threads">The threads to watch.</param>
/// <param name="patience">Processor time after which code has run for too long; time asleep after which it waits for something.</param>
internal sealed class Watchdog(IReadOnlyList<WatchedThread> threads, TimeSpan patience)
{
    private static readonly TimeSpan Refused = TimeSpan.FromSeconds(1);

    private readonly Seen[] seen = [.. threads.Select(_ => new Seen())];

    /// <summary>
    /// A thread whose code does not come back, with what is to be said of it, where "{0}" stands for the place; null if there is none.
    /// </summary>
    public (WatchedThread Thread, string Text)? Find()
    {
        for (var index = 0; index < threads.Count; index++)
        {
            if (threads[index].Code is { } code && seen[index].Look(threads[index], code.Stretch) is var (ran, waited))
            {
                if (code.Refusal is { } refusal && waited + ran > Refused)
                {
                    return (threads[index], refusal);
                }

                if (ran > patience)
                {
                    return (threads[index], code.IsJudging
                        ? $"{{0}} does not come to an answer within {patience.TotalSeconds:0} seconds of processor time: a loop that " +
                            "never ends, or far too much work. A predicate, a monitor or a model must answer in any state."
                        : $"{{0}} does not come to a Cpu operation within {patience.TotalSeconds:0} seconds of processor time: " +
                        "a loop between two awaits that never ends, or far too much work. Await an operation in it.");
                }

                if (waited > patience)
                {
                    return (threads[index],
                        $"{{0}} waits, and has not gone on for {patience.TotalSeconds:0} seconds: what it waits for is not the " +
                        "machine's, and " +
                        "nobody else runs meanwhile. Wait with Cpu operations.");
                }
            }
        }

        return null;
    }

    private sealed class Seen
    {
        private long stretch;
        private long since;
        private long quietSince;
        private TimeSpan used;

        /// <summary>For how long the stretch has run, and since when it has not; null if it has only begun, or none is running.</summary>
        public (TimeSpan Ran, TimeSpan Waited)? Look(WatchedThread thread, long now)
        {
            if (now % 2 == 0 || now != stretch)
            {
                stretch = now;
                since = 0;
                return null;
            }

            if (since == 0)
            {
                since = quietSince = Stopwatch.GetTimestamp();
                used = thread.Processor?.Used ?? TimeSpan.Zero;
                return null;
            }

            if (thread.Processor is not var (time, isRunnable))
            {
                return (Stopwatch.GetElapsedTime(since), TimeSpan.Zero); // the clock on the wall, where there is no other
            }

            quietSince = isRunnable ? Stopwatch.GetTimestamp() : quietSince;
            return (time - used, Stopwatch.GetElapsedTime(quietSince));
        }
    }
}
