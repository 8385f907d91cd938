using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Threading;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Workers;

/// <summary>
/// Runs what a search does on threads of their own, and ends it when time or memory is spent, when it is interrupted, or when code does not
/// come back. Whoever does not end when told to, since one step is long, is left alone.
/// </summary>
internal static class Supervision
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    // Together less than the two seconds within which a bound is kept.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(900);
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestStop = TimeSpan.FromMilliseconds(500);

    /// <summary>Returns when all workers have.</summary>
    /// <param name="run">What they share.</param>
    /// <param name="workers">The workers.</param>
    /// <param name="maxTime">Time after which to stop them; null for no bound.</param>
    /// <param name="report">Called now and then, to say how it is going.</param>
    public static void Work(StoppableRun run, IReadOnlyList<IWorker> workers, TimeSpan? maxTime, Action report)
    {
        var threads = workers.Select(worker => new WatchedThread(() => Guarded(run, worker))).ToList();
        if (!Join(run, threads, maxTime, report, run.Stop))
        {
            run.HasLostStates = true;
        }

        if (threads.Find(thread => thread.Failure is not null)?.Failure is { } failure)
        {
            run.Fail(failure);
        }
    }

    /// <summary>Does one thing that may take long.</summary>
    /// <param name="run">What it belongs to.</param>
    /// <param name="maxTime">Time after which to stop it; null for no bound.</param>
    /// <param name="work">What to do. It may end early when the run is cut, and is stopped if it does not.</param>
    /// <returns>Whether it was done, rather than stopped.</returns>
    /// <exception cref="UnsupportedStateException">Code in it did not come back.</exception>
    public static bool Do(StoppableRun run, TimeSpan? maxTime, Action work)
    {
        var thread = new WatchedThread(work);
        var isDone = Join(run, [thread], maxTime, () => { }, run.Cut);
        if (!isDone && run.Stuck is not null)
        {
            throw run.Stuck;
        }

        switch (thread.Failure)
        {
            case null:
                return isDone;
            case OutOfMemoryException:
                run.HasLostStates = true;
                run.Halt("memory-bytes", Environment.WorkingSet);
                return false;
            default:
                ExceptionDispatchInfo.Throw(thread.Failure);
                return false;
        }
    }

    private static bool Join(StoppableRun run, List<WatchedThread> threads, TimeSpan? maxTime, Action report, CancellationToken end)
    {
        threads.ForEach(thread => thread.Start());
        var watch = new Watchdog(threads, run.LongestStretch);
        var (told, used) = (new Stopwatch(), new TimeSpan?[threads.Count]);
        while (threads.Any(thread => !thread.Join(Tick)))
        {
            report();
            Bound(run, maxTime);
            if (watch.Find() is var (stuck, text))
            {
                Stop(run, threads);
                run.FailStuck(
                    new UnsupportedStateException(text.Replace("{0}", stuck.Place ?? "Code under test", StringComparison.Ordinal)));
                return false;
            }

            if (end.IsCancellationRequested && !told.IsRunning)
            {
                told.Start();
                used = [.. threads.Select(thread => thread.Processor?.Used)];
            }

            if (told.Elapsed > Grace
                && (told.Elapsed > LongestGrace || threads.Where((thread, index) => !HasHadTime(thread, used[index])).ToList() is []))
            {
                var running = threads.Find(thread => thread.Code?.Stretch % 2 != 0);
                Stop(run, threads);
                if (running is not null && run.Halted?.Name == "memory-bytes")
                {
                    run.FailStuck(new UnsupportedStateException(
                        $"{running.Place ?? "Code under test"} has not come to a Cpu operation, and no more memory is left."));
                }

                return false;
            }
        }

        return true;
    }

    // On a busy machine, a thread that was told to end may not have run yet. One that sleeps in code under test waits in vain.
    private static bool HasHadTime(WatchedThread thread, TimeSpan? before) =>
        before is null || thread.Processor is not var (now, isRunnable) || now - before > Grace / 2
            || (!isRunnable && thread.Code?.Stretch % 2 != 0);

    private static void Bound(StoppableRun run, TimeSpan? maxTime)
    {
        if (maxTime is { } limit && run.Clock.Elapsed > limit)
        {
            run.Halt("max-seconds", limit.TotalSeconds);
        }

        var (machine, process) = (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, Environment.WorkingSet);
        var most = Math.Min(machine * SearchOptions.MostMemory, (machine * run.MemoryShare) + run.MemoryAtStart);
        if (process > most)
        {
            run.Halt("memory-bytes", most);
        }
    }

    // Should one of them come back after all, it must not find its table gone.
    private static void Stop(StoppableRun run, List<WatchedThread> threads)
    {
        var clock = Stopwatch.StartNew();
        foreach (var thread in threads)
        {
            var left = LongestStop - clock.Elapsed;
            run.IsAbandoned |= !thread.Stop(left > TimeSpan.Zero ? left : TimeSpan.Zero);
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
        catch (Exception exception) when (exception is not ThreadInterruptedException)
        {
            run.Fail(exception);
        }
    }
}
