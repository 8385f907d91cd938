using System.Threading;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Search;

/// <summary>Runs workers on threads of their own, and stops them when time or memory is spent or code does not come back.</summary>
internal static class Supervision
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(20);

    // Beyond this share of the machine's memory the visited set might not be able to grow once more.
    private const double MemoryShare = 0.7;

    private static double MemoryLimit => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * MemoryShare;

    /// <summary>Returns when all workers have.</summary>
    /// <param name="run">What they share.</param>
    /// <param name="workers">The workers.</param>
    /// <param name="maxTime">Time after which to stop them; null for no bound.</param>
    /// <param name="report">Called now and then, to say how it is going.</param>
    public static void Work(StoppableRun run, IReadOnlyList<IWorker> workers, TimeSpan? maxTime, Action report)
    {
        var threads = workers.Select(worker => new Thread(() => Guarded(run, worker), 16 << 20)
        {
            IsBackground = true,
        }).ToList();
        threads.ForEach(thread => thread.Start());
        var watch = new Watchdog(workers, LongestStep);
        while (threads.Any(thread => !thread.Join(Tick)))
        {
            report();
            if (maxTime is { } limit && run.Clock.Elapsed > limit)
            {
                run.Halt("max-seconds", limit.TotalSeconds);
            }

            if (MemoryLimit is var most && Environment.WorkingSet > most)
            {
                run.Halt("memory-bytes", most);
            }

            if (watch.FindsStuckCode())
            {
                run.IsAbandoned = true;
                run.Fail(new UnsupportedStateException(
                    $"code has run for {LongestStep.TotalSeconds:0} seconds without coming to a Cpu operation. " +
                    "A loop between two awaits never ends: await an operation in it."));
                return;
            }
        }
    }

    private static void Guarded(StoppableRun run, IWorker worker)
    {
        try
        {
            worker.Run();
        }
        catch (OutOfMemoryException)
        {
            run.HasLostStates = true;
            run.Halt("memory-bytes", Environment.WorkingSet);
        }
        catch (Exception exception)
        {
            run.Fail(exception);
        }
    }
}
