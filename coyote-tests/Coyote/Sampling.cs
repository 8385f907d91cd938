using System.Diagnostics;
using Interlock.CoyoteTests.Coyote.Running;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.SystematicTesting;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>What Coyote came to. It proves nothing: it sampled some executions.</summary>
/// <param name="Failure">What Coyote reports as a bug; null if nothing.</param>
/// <param name="Violation">The property that the last execution broke; null if none, or if it is Coyote that found fault.</param>
/// <param name="Owed">The property of which something was owed when the last execution ended; null if nothing was.</param>
/// <param name="Initial">The initial state of the last execution, from zero.</param>
/// <param name="Schedule">The steps of the last execution.</param>
/// <param name="State">The values of its last state.</param>
/// <param name="Iterations">How many executions there were.</param>
/// <param name="Elapsed">Time taken.</param>
/// <param name="Trace">Coyote's trace of the bug, to replay; empty if there is none.</param>
internal sealed record Sample(
    string? Failure,
    Violation? Violation,
    string? Owed,
    int Initial,
    IReadOnlyList<Choice> Schedule,
    IReadOnlyList<NamedValue> State,
    int Iterations,
    TimeSpan Elapsed,
    string Trace)
{
    /// <summary>The property that is broken; null if none is. What stays hot, or goes on beyond the bound, makes no progress.</summary>
    public string? Property => Violation?.Property ?? (Failure is null ? null
        : Failure.Contains("hot state", StringComparison.Ordinal) || Failure.Contains("steps bound", StringComparison.Ordinal)
            ? Owed ?? "progress"
            : "coyote");
}

/// <summary>Runs targets in a testing engine of Coyote's, in this process.</summary>
internal static class Sampling
{
    /// <summary>Scheduling steps after which an execution has failed: more than any that is cut, or that must end, can have.</summary>
    public const int MaxSteps = 40_000;

    /// <summary>Scheduling steps after which those strategies of the portfolio that are not fair go on fairly.</summary>
    public const int MaxUnfairSteps = 200;

    /// <summary>
    /// Scheduling steps for which something may be owed: many more than are not fair, and less than an endless execution has.
    /// </summary>
    public const int MaxOwed = 1_800;

    /// <summary>Milliseconds without any step after which Coyote calls it a hang; on a loaded machine, threads are started late.</summary>
    public const int HangTimeout = 60_000;

    /// <summary>Samples executions, by Coyote's default portfolio of strategies.</summary>
    /// <param name="target">What to run.</param>
    /// <param name="iterations">How many executions, at most.</param>
    /// <param name="seed">The seed of the strategies' choices.</param>
    /// <param name="maxSteps">The step bound, from <see cref="MaxUnfairSteps"/>.</param>
    /// <param name="maxTime">Time after which no further execution begins; null for no bound.</param>
    public static Sample Run(Target target, int iterations, uint seed = 1, uint maxSteps = MaxSteps, TimeSpan? maxTime = null) => Run(
        target,
        Settings().WithTestingIterations((uint)iterations).WithRandomGeneratorSeed(seed).WithMaxSchedulingSteps(MaxUnfairSteps, maxSteps),
        maxTime);

    /// <summary>Follows a trace of Coyote's; beyond its end, a strategy goes on.</summary>
    public static Sample Replay(Target target, string trace) =>
        Run(target, Settings().WithTestingIterations(1).WithReproducibleTrace(trace));

    private static Configuration Settings() => Configuration.Create()
        .WithTelemetryEnabled(false)
        .WithPartiallyControlledConcurrencyAllowed(false)
        .WithPartiallyControlledDataNondeterminismAllowed(false)
        .WithMaxSchedulingSteps(MaxUnfairSteps, MaxSteps)
        .WithFailureOnMaxStepsBoundEnabled(true)
        .WithLivenessTemperatureThreshold(MaxOwed)
        .WithDeadlockTimeout(HangTimeout);

    private static Sample Run(Target target, Configuration configuration, TimeSpan? maxTime = null)
    {
        ISteppedRun? last = null;
        var iterations = 0;
        var clock = Stopwatch.StartNew();
        using var engine = TestingEngine.Create(configuration, () => target.Run(run =>
        {
            last = run;
            iterations++;
        }));
        engine.RegisterEndIterationCallBack(_ =>
        {
            if (clock.Elapsed > maxTime)
            {
                engine.Stop();
            }
        });
        engine.SetLogger(new TextWriterLogger(TextWriter.Null, VerbosityLevel.None)); // what it says is in the report
        engine.Run();
        return new Sample(
            engine.TestReport.NumOfFoundBugs == 0 ? null : engine.TestReport.BugReports.First(),
            last?.Violation,
            last?.Owed,
            last?.Initial ?? 0,
            last?.Schedule ?? [],
            last?.State ?? [],
            iterations,
            clock.Elapsed,
            engine.ReproducibleTrace ?? string.Empty);
    }
}
