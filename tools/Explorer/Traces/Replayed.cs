using System.Threading;
using System.Threading.Channels;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>
/// A trace that has been followed once, with the system in which it was. Whatever is told of the trace is told of this value: its text,
/// a report, an explanation, a simpler trace.
/// </summary>
public sealed class Replayed
{
    private readonly Replay replay;
    private readonly Violation? seen;
    private History? history;
    private Explanation? explanation;

    internal Replayed(Trace trace, Scenario scenario, Sizes sizes, TransitionSystem system, Replay replay, Violation? seen)
    {
        (Trace, Scenario, Sizes, System) = (trace, scenario, sizes, system);
        (this.replay, this.seen) = (replay, seen);
    }

    /// <summary>The trace, as it was recorded.</summary>
    public Trace Trace { get; }

    /// <summary>Its scenario.</summary>
    public Scenario Scenario { get; }

    /// <summary>The sizes of the scenario.</summary>
    public Sizes Sizes { get; }

    /// <summary>The scenario at its sizes, with the variant of the trace.</summary>
    public TransitionSystem System { get; }

    /// <summary>The trace with every state that it comes through.</summary>
    /// <exception cref="DivergenceException">A step is not there when names are kept.</exception>
    public History History => history ??= History.Of(this);

    /// <summary>The steps, as they were seen now.</summary>
    internal IReadOnlyList<Transition> Steps => replay.Steps;

    /// <summary>The words of the first state and of the state after each step.</summary>
    internal IReadOnlyList<ulong[]> States => replay.States;

    /// <summary>Whether the last step, or the state that it led to, breaks a property by itself.</summary>
    internal bool EndIsBroken => replay.Violation is not null;

    /// <summary>The recorded violation, with the evidence for it that was seen now.</summary>
    internal Violation Violation => With(seen);

    /// <summary>Why it goes wrong; worked out once for a bound.</summary>
    /// <param name="maxStates">The greatest number of states to explore; at least one.</param>
    /// <param name="events">Where to report progress; null for nowhere.</param>
    /// <param name="stop">Ends the search; what is not known by then is not decided.</param>
    public Explanation Explain(
        long maxStates = Explaining.MostStates, ChannelWriter<SearchEvent>? events = null, CancellationToken stop = default)
    {
        if (maxStates != Explaining.MostStates)
        {
            return Explaining.Of(this, maxStates, events, stop);
        }

        var worked = explanation ?? Explaining.Of(this, maxStates, events, stop);
        explanation = stop.IsCancellationRequested ? null : worked;
        return worked;
    }

    /// <summary>The recorded violation, with the evidence of another one if it is of the same property.</summary>
    internal Violation With(Violation? other) => other?.Property == Trace.Violation.Property
        ? Trace.Violation with { Evidence = other.Evidence }
        : Trace.Violation;
}
