using System.Collections.Immutable;
using Interlock.Semantics.Machines;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// What an explorer explores: initial states, the steps out of each state, and what must hold. A state is a vector of
/// words; a step may have several outcomes. Systems hold no state of their own that an execution can see, and are
/// used by several workers at once.
/// </summary>
public abstract class TransitionSystem
{
    /// <summary>Words of a state.</summary>
    public abstract int Width { get; }

    /// <summary>The memory model under which steps are taken; <c>plain</c> where there is none.</summary>
    public virtual string Memory => "plain";

    /// <summary>Who takes steps, by index: vCPUs, devices.</summary>
    public abstract IReadOnlyList<string> Actors { get; }

    /// <summary>Names of what must have been seen at least once for a verdict to mean anything.</summary>
    public abstract IReadOnlyList<string> Witnesses { get; }

    /// <summary>What a witness that was never seen waits for, and where it is demanded, for a reader; null if there is no more to say.</summary>
    /// <param name="witness">Its name.</param>
    public virtual string? WaitsFor(string witness) => null;

    /// <summary>Whether a search that is complete must have seen every witness; a part of a system need not show what the whole must.</summary>
    public virtual bool MustShowWitnesses => true;

    /// <summary>How many different values each part of the states that is counted has had in the states that were checked.</summary>
    public virtual IReadOnlyDictionary<string, long> Distinct => ImmutableDictionary<string, long>.Empty;

    /// <summary>
    /// Every property that the system may judge, known before the search: what breaks another one nothing can say. Which of them were put
    /// to the test is known after it: see <see cref="Judgements"/>.
    /// </summary>
    public virtual IReadOnlyList<string> Properties =>
        [.. Judgements(new TrialCount[Trials.Count], 0).Select(judged => judged.Name).Concat(Liveness.Select(property => property.Name)).Distinct()];

    /// <summary>What must have been seen of properties for them to have been put to the test; counted in <see cref="Expansion.Trials"/>.</summary>
    public virtual IReadOnlyList<Trial> Trials => [];

    /// <summary>Why exploring the system would show nothing, in a sentence; null if it may show something.</summary>
    public virtual string? Flaw => null;

    /// <summary>
    /// What has been judged of the states that were checked so far, and how often each property was put to the test; of one that several
    /// parts of the system judge there are several. Liveness is left out: whether something was owed, the whole graph says.
    /// </summary>
    /// <param name="tried">How often each of <see cref="Trials"/> was seen.</param>
    /// <param name="steps">How many steps were taken.</param>
    public virtual IReadOnlyList<JudgedProperty> Judgements(IReadOnlyList<TrialCount> tried, long steps) =>
    [
        .. Trials.Select((trial, index) => new JudgedProperty(
            trial.Property, tried[index].Of(trial, steps), trial.Condition, trial.MayBeMissing)),
        new JudgedProperty("deadlock-freedom", steps, "a step"),
        .. Goals.Count > 0 ? [new JudgedProperty("progress", steps, "a step")] : Array.Empty<JudgedProperty>(),
    ];

    /// <summary>
    /// Properties that no state which was checked so far had any occasion to break; a verdict says nothing about them.
    /// </summary>
    public virtual IReadOnlyList<string> NeverChecked => [];

    /// <summary>
    /// What the environment was assumed not to do, and what was not looked at, a sentence each, as far as the states that were checked so
    /// far are concerned. A verdict carries them.
    /// </summary>
    public virtual IReadOnlyList<string> Assumptions => [];

    /// <summary>Goals that must stay reachable from every state; at most 64.</summary>
    public virtual IReadOnlyList<string> Goals => [];

    /// <summary>What must happen on every fair execution; at most 32 properties, and then at most 64 actors.</summary>
    public virtual IReadOnlyList<LivenessProperty> Liveness => [];

    /// <summary>
    /// The same system, judged by one property alone: what breaks another one is not said, and ends no execution. Nothing has to be
    /// witnessed. It tells whether that property would have been enough to see something.
    /// </summary>
    /// <param name="property">A property, by name.</param>
    /// <returns>The system; null if this one does not know its properties apart.</returns>
    public virtual TransitionSystem? JudgedBy(string property) => null;

    /// <summary>Fills in the initial states, as successors of nothing.</summary>
    public abstract void Start(Expansion into);

    /// <summary>Fills in the successors of a state: the same, in the same order, whenever it is asked.</summary>
    /// <param name="state">The state.</param>
    /// <param name="into">Where to put them.</param>
    /// <param name="afresh">Whether to use nothing that was remembered from earlier expansions.</param>
    public abstract void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false);

    /// <summary>
    /// As <see cref="Expand"/>, in the same order, but each successor as it is: where one state stands for all that are the same but for
    /// names, a step that a reader is to follow keeps its names.
    /// </summary>
    /// <param name="state">The state; it need not stand for others.</param>
    /// <param name="into">Where to put its successors.</param>
    public virtual void ExpandAsIs(ReadOnlySpan<ulong> state, Expansion into) => Expand(state, into, afresh: true);

    /// <summary>What a state breaks by itself; null if nothing.</summary>
    public virtual Violation? Check(ReadOnlySpan<ulong> state) => null;

    /// <summary>What is wrong with a state that has no successor; null if everybody is done.</summary>
    public abstract Violation? CheckStopped(ReadOnlySpan<ulong> state);

    /// <summary>The goals that a state meets by itself, a bit each.</summary>
    public virtual ulong GoalsMet(ReadOnlySpan<ulong> state) => 0;

    /// <summary>What it means that a goal cannot be met any more from a state.</summary>
    public virtual Violation CheckStuck(ReadOnlySpan<ulong> state, int goal) =>
        new(ViolationKind.Livelock, "progress", $"from here, never again: {Goals[goal]}");

    /// <summary>What code was seen to do from one operation to the next; none where no code is run.</summary>
    /// <param name="most">How many steps at most, beyond those in which code begins.</param>
    public virtual IReadOnlyList<CodeStep> CodeSteps(int most) => [];

    /// <summary>Runs the code of each step again, in another order than it was seen in.</summary>
    /// <param name="steps">What it did, here or in another process that built the same system.</param>
    /// <returns>What did something else first; null if all did the same.</returns>
    public virtual string? FirstOther(IReadOnlyList<CodeStep> steps) => null;

    /// <summary>What states can be searched and grouped by.</summary>
    public virtual IReadOnlyList<Fact> Facts =>
    [
        new Fact(
            "state",
            "state",
            [.. Enumerable.Range(0, Width)],
            state => string.Join(", ", Describe(state).Select(value => value.Name == "state" ? value.Value : $"{value.Name} = {value.Value}"))),
    ];

    /// <summary>What takes the states of the system apart, to tell what of them grows; null if nothing does.</summary>
    public virtual StateParts? TakeApart() => null;

    /// <summary>What is drawn of a state; null where there are no tables.</summary>
    public virtual StatePicture? Picture(ReadOnlySpan<ulong> state) => null;

    /// <summary>The named values of a state, for a reader.</summary>
    public abstract IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state);

    /// <summary>What each vCPU translates by in a state, for who draws it; none where nothing is translated.</summary>
    public virtual IReadOnlyList<VcpuView> Views(ReadOnlySpan<ulong> state) => [];

    /// <summary>What a transition does, for a reader.</summary>
    /// <param name="expansion">The expanded state.</param>
    /// <param name="successor">Which of its successors.</param>
    public abstract Transition Describe(Expansion expansion, int successor);
}
