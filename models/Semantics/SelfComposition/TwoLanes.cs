using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// The self-composition of a program (Barthe, D'Argenio, Rezk 2004): pairs of executions that an <see cref="Observer"/> must not
/// distinguish, explored as one product system. A state is a state of the left execution and one of the right.
/// </summary>
/// <remarks>
/// <para>Both executions start in the same state. They differ by the victim's private choices and accesses, which each execution takes
/// independently, any number of them, at any time between other steps. All other steps are common: the vCPU that takes the step, the
/// choices of the environment and the translations that hardware uses are the same in both. If the trusted code of a vCPU stands at
/// different places in the two executions, each continues alone up to its next observable step.</para>
/// <para>So a verdict means: for any two executions that agree in the schedule of steps that are not private, in the choices that are
/// not private and in the declassified values, the observer's observations are equal. It observes the results of its own operations,
/// the word that each access reaches or the fault, and all events.</para>
/// <para>Moreover, whatever step one execution can take, the other can take too, after unobservable steps of its own: pairs are in a
/// weak bisimulation (Milner 1989). Steps of other vCPUs may not be used to catch up: it would be observable that the vCPU stands
/// still until then, and observations made meanwhile would not be compared. So a lock that is taken in one execution only is a
/// difference if another vCPU can hold it then, or waits for it while something is observed under it; and so is an event, a wake-up
/// or a flag that one execution only waits for. A step that the other execution cannot reach is taken alone while it is
/// unobservable, up to the first observable one. Two executions without any further observable step are indistinguishable.</para>
/// <para>Assumed public is the schedule, at the grain of all steps except the victim's private ones. The number of private steps, the
/// number of steps that trusted code takes alone, and therefore time, are not observed, except for <see cref="Observer.Tells"/>. The
/// victim decides when its private steps end; that they can end is enough. The victim's choices that are not private are public:
/// they decide which public acts it performs. Declassified values are compared where they are declassified: if they differ, the
/// observer may learn so, and the pair is not followed any further. A private access that leaves private memory declassifies that it
/// was made: if both executions make the same access, the pair is followed; if only one makes it, it is not. An execution in which
/// the vCPU by itself can only declassify need not reach the place where the other one waits.</para>
/// <para>Every step of either execution is part of a step here, waits for the other execution to reach the same place, leads to a
/// violation, or follows a declassification of different values; so no execution is left out. In a program of one vCPU, steps
/// between which no other step can come are one transition, and the right execution continues alone after the left one: see
/// <see cref="PairWalk"/> and <see cref="Pairing"/>.</para>
/// </remarks>
[Stateless("The search's own: no code that is explored has it.", IsOfSearch = true)]
internal sealed class TwoLanes : TransitionSystem
{
    private const int Differ = 0;
    private readonly ProgramSystem lane;
    private readonly Observer observer;
    private readonly LaneText text;
    private readonly int vcpus;
    private readonly bool isSequential;

    /// <summary>Two executions of a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="observer">The observer.</param>
    /// <param name="machine">The machine that performs operations.</param>
    /// <param name="reduces">Whether to use the reductions for one vCPU; the verdict is the same.</param>
    /// <exception cref="UnsupportedStateException">The program uses a feature that is not defined for two executions.</exception>
    public TwoLanes(ConcurrentProgram program, Observer observer, Machine machine, bool reduces = true)
    {
        if (program.MergesLockRegions || program.Symmetry is not null || program.RequiresProgress
            || program.SpeaksOfFairness)
        {
            throw new UnsupportedStateException(
                "two executions are compared step by step: explore them without MergeLockRegions and ReduceBy, and progress and liveness " +
                "in a scenario of one execution.");
        }

        if (program.Licences != Licences.None)
        {
            throw new UnsupportedStateException(
                $"two executions are compared without what the environment may do for no reason: explore " +
                $"{string.Join(" and ", LicenceNames.Of(program.Licences))} " +
                "in a scenario of one execution.");
        }

        if (program.Words.FirstOrDefault(word => word.IsEventCount) is { } count)
        {
            throw new UnsupportedStateException(
                $"two executions are not compared where there is an event count, as '{count.Name}'. Use a word, with a bound on the " +
                "rounds.");
        }

        if (!program.Monitors.Contains(observer))
        {
            program.Watch(observer);
        }

        this.observer = observer;
        if (machine.IsWeak)
        {
            throw new UnsupportedStateException($"pairs of executions are explored under sequential consistency only, not under '{machine.Name}'.");
        }

        lane = program.Discipline is not null ? new GuardedSystem(program, machine) : new ProgramSystem(program, machine);
        vcpus = program.Vcpus.Count;
        isSequential = reduces && vcpus == 1;
        text = new LaneText(lane);
        Actors = [.. lane.Actors, .. lane.Actors.Select(actor => $"{actor} left"), .. lane.Actors.Select(actor => $"{actor} right")];
        Witnesses = ["the executions differ", .. observer.Releases.Select(release => $"released: {release}"), .. lane.Witnesses];
    }

    /// <summary>The system of one execution.</summary>
    internal ProgramSystem OneExecution => lane;

    /// <inheritdoc/>
    public override int Width => (2 * lane.Width) + 1;

    /// <inheritdoc/>
    public override string Memory => $"{lane.Memory}, two executions";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Witnesses { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> NeverChecked => lane.NeverChecked;

    /// <inheritdoc/>
    public override string? Flaw => lane.Flaw;

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials => lane.Trials;

    /// <inheritdoc/>
    public override IReadOnlyList<JudgedProperty> Judgements(IReadOnlyList<TrialCount> tried, long steps) => lane.Judgements(tried, steps);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Assumptions => lane.Assumptions;

    /// <inheritdoc/>
    public override IReadOnlyList<CodeStep> CodeSteps(int most) => lane.CodeSteps(most);

    /// <inheritdoc/>
    public override string? FirstOther(IReadOnlyList<CodeStep> steps) => lane.FirstOther(steps);

    /// <inheritdoc/>
    public override void Start(Expansion into)
    {
        var first = new Expansion(lane.Width, lane.Witnesses.Count, wide: false);
        lane.Start(first);
        into.Reset(new ulong[Width]);
        for (var beginning = 0; beginning < first.Count; beginning++)
        {
            into.Begin(0, beginning);
            for (var word = 0; word < lane.Width; word++)
            {
                into.Set(word, first.State(beginning)[word]);
                into.Set(lane.Width + word, first.State(beginning)[word]);
            }

            if (first[beginning].Violation is { } violation)
            {
                into.Violate(violation);
            }

            into.End();
        }
    }

    /// <inheritdoc/>
    public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false)
    {
        into.Reset(state);
        if (IsReleased(state))
        {
            return;
        }

        if (!LeftOf(state).SequenceEqual(RightOf(state)))
        {
            into.Witness(Differ);
        }

        ((PairWalk)(into.Scratch ??= new PairWalk(lane, observer, into, isSequential))).Take(afresh, Differ + 1);
    }

    /// <inheritdoc/>
    public override Violation? Check(ReadOnlySpan<ulong> state) =>
        IsReleased(state) ? null : lane.Check(LeftOf(state)) ?? lane.Check(RightOf(state));

    /// <inheritdoc/>
    public override Violation? CheckStopped(ReadOnlySpan<ulong> state) =>
        IsReleased(state) ? null : lane.CheckStopped(LeftOf(state)) ?? lane.CheckStopped(RightOf(state));

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => IsReleased(state)
        ? [new NamedValue("executions", "released something else, and are not compared any more")]
        : text.Of(LeftOf(state), RightOf(state));

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, WordMeaning> Meanings => lane.Meanings;

    /// <inheritdoc/>
    public override Transition Describe(Expansion expansion, int successor)
    {
        var again = new Expansion(Width, Witnesses.Count, wide: false);
        again.Reset(expansion.Parent);
        var walk = new PairWalk(lane, observer, again, isSequential);
        var told = new ToldStep(successor, walk, lane, Describe);
        walk.Take(afresh: false, Differ + 1, told);
        return told.Transition(expansion[successor].Actor, expansion[successor].Choice);
    }

    private ReadOnlySpan<ulong> LeftOf(ReadOnlySpan<ulong> state) => state[..lane.Width];

    private ReadOnlySpan<ulong> RightOf(ReadOnlySpan<ulong> state) => state.Slice(lane.Width, lane.Width);

    private static bool IsReleased(ReadOnlySpan<ulong> state) => state[^1] != 0;
}
