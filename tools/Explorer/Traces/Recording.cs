using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>Makes traces of counterexamples, and counterexamples of traces.</summary>
public static class Recording
{
    /// <summary>Records a counterexample by replaying it.</summary>
    /// <exception cref="DivergenceException">The counterexample does not replay: the search cannot be trusted.</exception>
    public static Trace Record(Scenario scenario, Sizes sizes, string? variant, Counterexample counterexample) =>
        Follow(scenario, sizes, variant, counterexample).Trace;

    /// <summary>As <see cref="Record"/>, with what the replay came through, for all that is told of the counterexample.</summary>
    /// <exception cref="DivergenceException">The counterexample does not replay: the search cannot be trusted.</exception>
    public static Replayed Follow(Scenario scenario, Sizes sizes, string? variant, Counterexample counterexample)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentNullException.ThrowIfNull(counterexample);
        var system = scenario.Build(sizes, variant);
        var replay = new Replay(system, counterexample.Initial);
        foreach (var choice in counterexample.Schedule)
        {
            replay.Take(choice);
        }

        var violation = replay.Conclude(counterexample.Loop);
        if (violation != counterexample.Violation)
        {
            throw new DivergenceException(
                $"the counterexample ends in '{violation?.Message ?? "nothing wrong"}' when it is replayed, " +
                $"not in '{counterexample.Violation.Message}'");
        }

        var trace = new Trace(
            scenario.Name,
            sizes.Values,
            system.Memory,
            variant,
            violation,
            system.Actors,
            counterexample.Initial,
            replay.Steps,
            replay.State,
            counterexample.Loop);
        return new Replayed(trace, scenario, sizes, system, replay, violation);
    }

    /// <summary>The system that a trace was recorded in.</summary>
    /// <exception cref="DivergenceException">There is no such scenario.</exception>
    /// <exception cref="ArgumentException">The scenario has not the sizes or the variant any more.</exception>
    internal static (Scenario Scenario, Sizes Sizes, TransitionSystem System) SystemOf(Trace trace, IReadOnlyList<Scenario> scenarios)
    {
        var scenario = scenarios.FirstOrDefault(scenario => scenario.Name == trace.Scenario)
            ?? throw new DivergenceException($"there is no scenario '{trace.Scenario}' any more");
        var sizes = new Sizes(scenario, trace.Parameters);
        return (scenario, sizes, scenario.Build(sizes, trace.Variant));
    }

    /// <summary>Replays a trace and compares what is seen at each step.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="scenarios">The scenarios that there are.</param>
    /// <param name="prefix">How many of its steps to replay, whatever comes then; null for all of them, and the violation.</param>
    public static ReplayReport Confirm(Trace trace, IReadOnlyList<Scenario> scenarios, int? prefix = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(scenarios);
        var step = 0;
        TransitionSystem? system = null;
        try
        {
            (var scenario, var sizes, system) = SystemOf(trace, scenarios);
            if (system.Memory != trace.Memory || !system.Actors.SequenceEqual(trace.Actors))
            {
                throw new DivergenceException(
                    $"it runs on {string.Join(", ", system.Actors)} with memory '{system.Memory}', where it ran on " +
                    $"{string.Join(", ", trace.Actors)} with '{trace.Memory}'");
            }

            var replay = new Replay(system, trace.Initial);
            foreach (var recorded in trace.Steps.Take(prefix ?? trace.Steps.Count))
            {
                step++;
                if (replay.Violation is { } early)
                {
                    throw new DivergenceException($"the violation comes earlier: {early.Property}: {early.Message}");
                }

                var seen = replay.Take(new Choice(recorded.Actor, recorded.Choice));
                Compare(recorded, seen);
            }

            if (prefix is not null)
            {
                return new ReplayReport(trace, true, null, null);
            }

            step++;
            var violation = replay.Conclude(trace.Loop);
            return violation is not null && violation.Kind == trace.Violation.Kind
                && violation.Property == trace.Violation.Property
                ? new ReplayReport(trace, true, null, null) { Replayed = new Replayed(trace, scenario, sizes, system, replay, violation) }
                : throw new DivergenceException(violation is null
                    ? $"nothing is wrong at the end, where {trace.Violation.Property} was violated"
                    : $"{violation.Property} is violated at the end, not {trace.Violation.Property}");
        }
        catch (Exception exception) when (exception is DivergenceException or ArgumentException)
        {
            var cause = step == 0 || system is null
                ? new LikelyCause(
                    DivergenceCause.Setting, null, null, "the scenario, its sizes or its variants have changed since it was recorded")
                : LikelyCause.Of(trace, system, step - 1);
            return new ReplayReport(trace, false, Math.Min(step, trace.Steps.Count), exception.Message) { Cause = cause };
        }
    }

    private static void Compare(Transition recorded, Transition seen)
    {
        Compare(First(recorded), First(seen));
        if (recorded.Further.Count != seen.Further.Count)
        {
            throw new DivergenceException(
                $"the step of '{seen.Operation}' at {seen.Site} is {seen.Further.Count + 1} operations, where it was " +
                $"{recorded.Further.Count + 1}");
        }

        foreach (var (was, isNow) in recorded.Further.Zip(seen.Further))
        {
            Compare(was, isNow);
        }
    }

    private static MergedOperation First(Transition step) => new(step.Operation, step.Site, step.Changes, step.Notes);

    // Lines move when a comment is added, so the site is shown to readers and not compared.
    private static void Compare(MergedOperation recorded, MergedOperation seen)
    {
        if (recorded.Operation != seen.Operation)
        {
            throw new DivergenceException($"'{seen.Operation}' at {seen.Site}, where it was '{recorded.Operation}' at {recorded.Site}");
        }

        if (!recorded.Changes.SequenceEqual(seen.Changes))
        {
            throw new DivergenceException(
                $"'{seen.Operation}' at {seen.Site} changes {Text(seen.Changes)}, where it changed {Text(recorded.Changes)}");
        }

        if (!recorded.Notes.SequenceEqual(seen.Notes))
        {
            throw new DivergenceException(
                $"after '{seen.Operation}' at {seen.Site} the code remarks [{string.Join(", ", seen.Notes)}], " +
                $"where it remarked [{string.Join(", ", recorded.Notes)}]");
        }
    }

    private static string Text(IReadOnlyList<Change> changes) => changes.Count == 0
        ? "nothing"
        : string.Join(", ", changes.Select(change => $"{change.Name} {change.Before} -> {change.After}"));
}

/// <summary>What a replay came to.</summary>
/// <param name="Trace">What was replayed.</param>
/// <param name="Reproduced">Whether every step and the violation at the end were as recorded.</param>
/// <param name="Step">The first step that was not, from one; zero before the first; null if all were.</param>
/// <param name="Divergence">What was different; null if nothing.</param>
public sealed record ReplayReport(Trace Trace, bool Reproduced, int? Step, string? Divergence)
{
    /// <summary>The trace as it was followed; null if it was not, or not to its end.</summary>
    public Replayed? Replayed { get; init; }

    /// <summary>What probably made the difference; null if there was none.</summary>
    public LikelyCause? Cause { get; init; }
}
