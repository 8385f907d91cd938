namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>
/// Runs each actor as a task. Coyote controls tasks only in an assembly that <c>coyote rewrite</c> has rewritten; actors, and all that
/// they run, do not differ.
/// </summary>
internal static class TaskActors
{
    /// <summary>Runs an execution to its end, whatever that is.</summary>
    public static void Run(ISteppedRun run, IControl control)
    {
        var tasks = new Task[run.Actors.Count];
        for (var actor = 0; actor < tasks.Length; actor++)
        {
            var index = actor;
            tasks[actor] = Task.Run(() => Run(run, index));
            control.PauseUntil(() => run.HasArrived(index));
        }

        run.Start();
        Task.WaitAll(tasks);
    }

    private static void Run(ISteppedRun run, int actor)
    {
        try
        {
            run.Run(actor);
        }
        catch (RunIsOverException)
        {
        }
    }
}
