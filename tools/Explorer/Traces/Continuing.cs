using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>Explores what follows from the beginning of a recorded execution, and nothing else.</summary>
public sealed class Continuing
{
    /// <summary>The name of the bound that a prefix is: what does not begin so was not explored.</summary>
    public const string Prefix = "prefix";

    private readonly Trace trace;
    private readonly int steps;

    /// <summary>Replays the beginning of a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="system">What it is a trace of.</param>
    /// <param name="steps">How many of its steps; up to all of them.</param>
    /// <exception cref="DivergenceException">The trace does not replay.</exception>
    public Continuing(Trace trace, TransitionSystem system, int steps)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(system);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, trace.Steps.Count);
        (this.trace, this.steps) = (trace, steps);
        var replay = new Replay(system, trace.Initial);
        foreach (var step in trace.Steps.Take(steps))
        {
            replay.Take(new Choice(step.Actor, step.Choice));
        }

        System = new ContinuedSystem(system, replay.Words.ToArray(), replay.Violation);
    }

    /// <summary>What follows, as a system to be explored: its first state is the one that the steps lead to.</summary>
    public TransitionSystem System { get; }

    /// <summary>
    /// What is said of the whole system: a complete exploration of what follows is never a proof of it, so its verdict is
    /// <see cref="Verdict.Incomplete"/>, with the bound <see cref="Prefix"/>. A counterexample begins with the steps.
    /// </summary>
    /// <param name="part">The result of exploring <see cref="System"/>.</param>
    public Report OfWhole(Report part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part with
        {
            Verdict = part.Verdict == Verdict.Verified ? Verdict.Incomplete : part.Verdict,
            Bound = part.Verdict == Verdict.Verified ? new Bound(Prefix, steps, 0, 0) : part.Bound,
            Depth = part.Depth + steps,
            Counterexample = part.Counterexample is { } found
                ? new Counterexample(
                    found.Violation,
                    trace.Initial,
                    [.. trace.Steps.Take(steps).Select(step => new Choice(step.Actor, step.Choice)), .. found.Schedule],
                    found.Loop + steps)
                : null,
        };
    }
}
