using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Checks;

/// <summary>Explores from a test, and fails the test with the execution that goes wrong, step by step.</summary>
public static class Check
{
    /// <summary>Demands that every execution of a program is right.</summary>
    /// <param name="program">The program.</param>
    /// <param name="options">How to search; the defaults if null.</param>
    /// <returns>What was found, for what else a test wants to know of it.</returns>
    /// <exception cref="NotVerifiedException">One goes wrong, or not all could be explored.</exception>
    public static Report Verified(ConcurrentProgram program, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        return Verified(program.AsSystem(), options);
    }

    /// <summary>Demands that every execution of a system is right.</summary>
    /// <param name="system">The system.</param>
    /// <param name="options">How to search; the defaults if null.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="NotVerifiedException">One goes wrong, or not all could be explored.</exception>
    public static Report Verified(TransitionSystem system, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(system);
        var report = new Exploration(system, options).Run();
        return report.Verdict == Verdict.Verified ? report : throw new NotVerifiedException(FailureText.Of(system, report), report);
    }

    /// <summary>Follows the schedule that a failed test has printed, running all code again: for a debugger.</summary>
    /// <param name="system">The same system.</param>
    /// <param name="schedule">The schedule, as printed.</param>
    /// <returns>What is wrong where it ends; null if nothing is.</returns>
    /// <exception cref="FormatException">It is no schedule.</exception>
    /// <exception cref="DivergenceException">The system does not have these steps: the code has changed.</exception>
    public static Violation? Replayed(TransitionSystem system, string schedule)
    {
        var (initial, choices, loop) = ScheduleText.Parse(schedule);
        var replay = new Replay(system, initial);
        foreach (var choice in choices)
        {
            replay.Take(choice);
        }

        return replay.Conclude(loop);
    }
}
