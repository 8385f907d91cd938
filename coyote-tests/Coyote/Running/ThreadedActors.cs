using System.Threading;
using Microsoft.Coyote.Rewriting;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>
/// Runs each actor on a thread that is an operation of its own. Nothing here needs its IL rewritten, and nothing may: the threads
/// would become operations twice.
/// </summary>
[SkipRewriting("Threads are made known to Coyote by hand.")]
internal static class ThreadedActors
{
    /// <summary>Runs an execution to its end, whatever that is.</summary>
    public static void Run(ISteppedRun run, IControl control)
    {
        var threads = new List<Thread>();
        var operations = new List<ulong>();
        try
        {
            for (var actor = 0; actor < run.Actors.Count; actor++)
            {
                var (index, operation) = (actor, control.Create(run.Actors[actor]));
                var thread = new Thread(() => Run(run, control, index, operation)) { IsBackground = true, Name = run.Actors[actor] };
                control.Start(operation);
                thread.Start();
                threads.Add(thread);
                operations.Add(operation);
                control.PauseUntil(() => run.HasArrived(index)); // one after the other, so that nothing is chosen yet
            }

            run.Start();
            operations.ForEach(control.PauseUntilCompleted);
        }
        finally
        {
            // Of a run that broke off, threads wait to be chosen for ever.
            foreach (var thread in threads)
            {
                thread.Interrupt();
            }
        }
    }

    private static void Run(ISteppedRun run, IControl control, int actor, ulong operation)
    {
        try
        {
            control.OnStarted(operation);
            try
            {
                run.Run(actor);
            }
            catch (RunIsOverException)
            {
            }

            control.OnCompleted();
        }
        catch (Exception exception) when (exception is ThreadInterruptedException or RunIsOverException or ObjectDisposedException)
        {
            // The run broke off.
        }
    }
}
