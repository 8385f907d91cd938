using Interlock.CoyoteTests.Coyote.Running;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;

namespace Interlock.CoyoteTests.Coyote.Bridges;

/// <summary>
/// Counterexamples of ours for Coyote to replay, and Coyote's for us. Both are schedules; what they lead to is found anew.
/// </summary>
internal static class Bridge
{
    /// <summary>A schedule of ours, from an initial state, as a trace of Coyote's.</summary>
    /// <exception cref="DivergenceException">The code cannot be run like that.</exception>
    public static CoyoteTrace Export(Target target, int initial, IReadOnlyList<Choice> schedule)
    {
        ISteppedRun? run = null;
        ulong? Dictate() => run!.Next is { } next ? (ulong)next + 1
            : run.Schedule.Count < schedule.Count ? (ulong)schedule[run.Schedule.Count].Actor + 1
            : null;
        var control = new DictatedControl(Dictate, () => run is null ? initial : schedule[run.Schedule.Count].Outcome);
        run = target.Begin(control);
        try
        {
            ThreadedActors.Run(run, control);
        }
        catch (RunIsOverException)
        {
        }
        catch (InvalidOperationException exception)
        {
            throw new DivergenceException(exception.Message);
        }

        return run.Schedule.SequenceEqual(schedule)
            ? CoyoteTrace.Of(target, control.Steps)
            : throw new DivergenceException($"the execution ends after {run.Schedule.Count} of {schedule.Count} steps");
    }

    /// <summary>A recorded counterexample of ours as a trace of Coyote's.</summary>
    /// <exception cref="DivergenceException">It is of other sizes than Coyote's test, or the code goes another way.</exception>
    public static CoyoteTrace Export(Trace trace)
    {
        var target = Target.Of(trace.Scenario, trace.Variant);
        if (trace.Loop is not null)
        {
            throw new DivergenceException("a trace of Coyote's ends, and this counterexample goes on for ever");
        }

        if (!trace.Parameters.SequenceEqual(target.Sizes.Values))
        {
            var sizes = string.Join(" ", target.Sizes.Values.Select(size => $"-p {size.Key}={size.Value}"));
            throw new DivergenceException(
                $"Coyote runs {trace.Scenario} with {sizes}, where every operation is a step: check it so, and export what that finds");
        }

        return Export(target, trace.Initial, [.. trace.Steps.Select(step => new Choice(step.Actor, step.Choice))]);
    }

    /// <summary>
    /// A trace of Coyote's as a counterexample of ours: Coyote replays it, we take the same steps, and say what they break.
    /// </summary>
    /// <exception cref="DivergenceException">Coyote finds nothing there, or we do not.</exception>
    public static Trace Import(Target target, string coyoteTrace)
    {
        var sample = Sampling.Replay(target, coyoteTrace);
        if (sample.Failure is null)
        {
            throw new DivergenceException("Coyote does not reproduce a bug from it");
        }

        var system = target.Scenario.Build(target.Sizes, target.Variant);
        var replay = new Replay(system, sample.Initial);
        foreach (var choice in sample.Schedule)
        {
            replay.Take(choice);
        }

        var violation = replay.Conclude() ?? throw new DivergenceException(
            $"nothing is wrong after the {sample.Schedule.Count} steps in which Coyote finds: {sample.Failure}");
        return Recording.Record(
            target.Scenario, target.Sizes, target.Variant, new Counterexample(violation, sample.Initial, sample.Schedule));
    }
}
