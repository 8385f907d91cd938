using System.Collections.Immutable;
using Interlock.Semantics.Machines;
using Interlock.Sync;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// A system to explore: initial states, the steps out of each state, and properties. A state is a vector of words; a
/// step may have several outcomes. A system object holds no state that an execution can observe, and several workers
/// use it at once.
/// </summary>
public abstract class TransitionSystem
{
    /// <summary>The number of words of a state.</summary>
    public abstract int Width { get; }

    /// <summary>The name of the memory model; <c>plain</c> if there is none.</summary>
    public virtual string Memory => "plain";

    /// <summary>The same for a verdict: the model, its profile and what was left out.</summary>
    public virtual string MemoryTerms => Memory;

    /// <summary>The operations that code has come to so far; none where no code is run.</summary>
    public virtual IReadOnlyCollection<Operation> Operations => [];

    /// <summary>The bound of the memory model that steps have met so far: executions beyond it were not seen. Null if none.</summary>
    public virtual MemoryBound? MemoryBoundMet => null;

    /// <summary>Who takes steps, by index: vCPUs, their store buffers, devices.</summary>
    public abstract IReadOnlyList<string> Actors { get; }

    /// <summary>The names of the witnesses: situations that must occur at least once for a verdict to mean anything.</summary>
    public abstract IReadOnlyList<string> Witnesses { get; }

    /// <summary>For a witness that was never seen: what it waits for and where it is demanded, for a reader; may be null.</summary>
    /// <param name="witness">The name of the witness.</param>
    public virtual string? WaitsFor(string witness) => null;

    /// <summary>Whether a complete search must have seen every witness; false for a part of a system.</summary>
    public virtual bool MustShowWitnesses => true;

    /// <summary>The number of different values that each counted part of the states had in the checked states.</summary>
    public virtual IReadOnlyDictionary<string, long> Distinct => ImmutableDictionary<string, long>.Empty;

    /// <summary>
    /// Every property that the system may judge, known before the search; no violation names another property. The search tells which of
    /// them were exercised: see <see cref="Judgements"/>.
    /// </summary>
    public virtual IReadOnlyList<string> Properties =>
        [
            .. Judgements(new TrialCount[Trials.Count], 0).Select(judged => judged.Name).Concat(Liveness.Select(property => property.Name))
                .Distinct(),
        ];

    /// <summary>The situations that exercise the properties; counted in <see cref="Expansion.Trials"/>.</summary>
    public virtual IReadOnlyList<Trial> Trials => [];

    /// <summary>The reason why exploring the system would prove nothing, in a sentence; null if there is none.</summary>
    public virtual string? Flaw => null;

    /// <summary>
    /// The properties judged in the states checked so far, with the number of times each was exercised; a property that several parts of
    /// the system judge is listed several times. Liveness is missing, because only the whole graph tells whether a goal was owed.
    /// </summary>
    /// <param name="tried">The counts of <see cref="Trials"/>.</param>
    /// <param name="steps">The number of steps taken.</param>
    public virtual IReadOnlyList<JudgedProperty> Judgements(IReadOnlyList<TrialCount> tried, long steps) =>
    [
        .. Trials.Select((trial, index) => new JudgedProperty(
            trial.Property, tried[index].Of(trial, steps), trial.Condition, trial.MayBeMissing)),
        new JudgedProperty("deadlock-freedom", steps, "a step"),
        .. Goals.Count > 0 ? [new JudgedProperty("progress", steps, "a step")] : Array.Empty<JudgedProperty>(),
    ];

    /// <summary>
    /// Properties that no state checked so far could have violated; a verdict says nothing about them.
    /// </summary>
    public virtual IReadOnlyList<string> NeverChecked => [];

    /// <summary>
    /// The assumptions about the environment and the aspects that were not explored, a sentence each, as far as they concern the states
    /// checked so far. A verdict lists them.
    /// </summary>
    public virtual IReadOnlyList<string> Assumptions => [];

    /// <summary>Goals that must stay reachable from every state; at most 64.</summary>
    public virtual IReadOnlyList<string> Goals => [];

    /// <summary>The liveness properties; at most 32, and with any of them at most 64 actors.</summary>
    public virtual IReadOnlyList<LivenessProperty> Liveness => [];

    /// <summary>
    /// The same system with one property judged: other violations are not reported and end no execution, and witnesses are not required.
    /// It shows whether this property alone finds a bug.
    /// </summary>
    /// <param name="property">The name of the property.</param>
    /// <returns>The system; null if this system can judge its properties together only.</returns>
    public virtual TransitionSystem? JudgedBy(string property) => null;

    /// <summary>Writes the initial states, as successors without a parent.</summary>
    public abstract void Start(Expansion into);

    /// <summary>Writes the successors of a state, the same ones in the same order at every call.</summary>
    /// <param name="state">The state.</param>
    /// <param name="into">Receives the successors.</param>
    /// <param name="afresh">Whether to recompute everything, without results remembered from earlier expansions.</param>
    public abstract void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false);

    /// <summary>
    /// As <see cref="Expand"/>, in the same order, but without symmetry reduction: successors are not replaced by the representatives of
    /// their orbits, so that a reader can follow the names in a step.
    /// </summary>
    /// <param name="state">The state; it need not be a representative.</param>
    /// <param name="into">Receives the successors.</param>
    public virtual void ExpandAsIs(ReadOnlySpan<ulong> state, Expansion into) => Expand(state, into, afresh: true);

    /// <summary>The violation in a state itself, or null.</summary>
    public virtual Violation? Check(ReadOnlySpan<ulong> state) => null;

    /// <summary>The violation in a state without successors, such as a deadlock; null if every actor has finished.</summary>
    public abstract Violation? CheckStopped(ReadOnlySpan<ulong> state);

    /// <summary>The goals that a state itself meets, one bit each.</summary>
    public virtual ulong GoalsMet(ReadOnlySpan<ulong> state) => 0;

    /// <summary>The violation in a state from which a goal is no longer reachable.</summary>
    public virtual Violation CheckStuck(ReadOnlySpan<ulong> state, int goal) =>
        new(ViolationKind.Livelock, "progress", $"from here, never again: {Goals[goal]}");

    /// <summary>Remembered effects of code from one operation to the next; empty if the system runs no code.</summary>
    /// <param name="most">The greatest number of steps, not counting those in which code begins.</param>
    public virtual IReadOnlyList<CodeStep> CodeSteps(int most) => [];

    /// <summary>Runs the code of each step again, in an order different from the recorded one.</summary>
    /// <param name="steps">The recorded effects, of this process or of another one that built the same system.</param>
    /// <returns>The first step with another effect, in words; null if all effects are equal.</returns>
    public virtual string? FirstOther(IReadOnlyList<CodeStep> steps) => null;

    /// <summary>The facts by which states can be searched and grouped.</summary>
    public virtual IReadOnlyList<Fact> Facts =>
    [
        new Fact(
            "state",
            "state",
            [.. Enumerable.Range(0, Width)],
            state =>
                string.Join(", ", Describe(state).Select(value => value.Name == "state" ? value.Value : $"{value.Name} = {value.Value}"))),
    ];

    /// <summary>Splits the states of the system into places, to find those that grow; null if the system cannot.</summary>
    public virtual StateParts? TakeApart() => null;

    /// <summary>The picture of a state; null if there are no tables.</summary>
    public virtual StatePicture? Picture(ReadOnlySpan<ulong> state) => null;

    /// <summary>The named values of a state, for a reader.</summary>
    public abstract IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state);

    /// <summary>What the named values of states mean, by name; values that are shown as they are may be missing.</summary>
    public virtual IReadOnlyDictionary<string, WordMeaning> Meanings => ImmutableDictionary<string, WordMeaning>.Empty;

    /// <summary>
    /// The fields of a state that is one plain value; null if it is none, or if its fields are more than numbers and texts.
    /// </summary>
    public virtual IReadOnlyList<NamedValue>? Fields(ReadOnlySpan<ulong> state) => null;

    /// <summary>The translations of each vCPU in a state, for reports; empty if the machine does not translate.</summary>
    public virtual IReadOnlyList<VcpuView> Views(ReadOnlySpan<ulong> state) => [];

    /// <summary>A transition in words, for a reader.</summary>
    /// <param name="expansion">The expanded state.</param>
    /// <param name="successor">The index of the successor.</param>
    public abstract Transition Describe(Expansion expansion, int successor);
}
