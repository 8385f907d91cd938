using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// Pairs of executions of one program that an <see cref="Observer"/> must not be able to tell apart, explored as one system: a state is a
/// state of the left execution and one of the right.
/// </summary>
/// <remarks>
/// <para>Both begin alike. What is private to the victim is what its private steps make of it: a private choice is made by each execution
/// for itself, and so are private accesses, as many as each likes, at any time between the steps of the other and of other vCPUs. All
/// other steps are taken together: the vCPU whose step it is, what the environment chooses, and which of the translations that hardware
/// may use it uses, are the same in both. Where the trusted code of a vCPU has come to different places, each execution goes on by itself
/// up to the next step of which the observer learns something.</para>
/// <para>So a verdict means: of no two executions that agree in the schedule of what is not private, in the choices that are not private
/// and in what the victim released, does the observer see different things. It sees the answers of its own operations, which word each
/// access reaches or how it faults, and everything that is remarked.</para>
/// <para>And whatever step one execution can take, the other can too, after steps that it takes alone, which nobody sees: pairs are a weak
/// bisimulation (Milner 1989). That it comes there once others have gone on together is not enough: it would tell that the vCPU stands
/// still until then, and what could have been seen meanwhile would not be compared. So a lock that is taken in one execution only is a
/// difference if another vCPU can hold it then, or waits for it while something is seen under it; and so is an event, a wake-up or a flag
/// that is waited for in one only. A step that the other execution does not come to is taken alone where nothing of it is seen, up to the
/// first one that is. Two executions that never show anything again are alike, wherever they are.</para>
/// <para>Assumed public: the schedule, at the grain of the steps of everybody but the victim's private ones. How many private steps the
/// victim takes, how many steps trusted code takes alone, and so time, is not seen, but for what <see cref="Observer.Tells"/> says. When
/// the victim comes out of private is its own choice, so that it can is enough. The victim's choices that are not private are public:
/// they say which of the acts that everybody sees it does. Values that it releases are compared where it releases them: where they
/// differ, the observer may learn that, and the pair is not followed any further. A private access that leaves private memory releases
/// that it is made: if both make the same one, they are followed; if one makes it, they are not. An execution in which the vCPU can by
/// itself do nothing but release need not come to where the other one waits.</para>
/// <para>Every step of either execution is part of a step here, waits for the other execution to come to the same place, leads to a
/// violation, or follows a release of different values; so no execution is left out. Of a program of one vCPU, steps
/// between which nothing can come are one transition, and the right execution goes on alone after the left one has: see
/// <see cref="PairWalk"/> and <see cref="Pairing"/>.</para>
/// </remarks>
[Stateless("The search's own: no code that is explored has it.")]
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
    /// <param name="observer">Who watches.</param>
    /// <param name="machine">What operations do.</param>
    /// <param name="reduces">Whether fewer pairs are explored where there is one vCPU only; the verdict is the same.</param>
    /// <exception cref="UnsupportedStateException">The program asks for what is not defined of two executions.</exception>
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
                $"two executions are compared without what the environment may do for no reason: explore {string.Join(" and ", LicenceNames.Of(program.Licences))} " +
                "in a scenario of one execution.");
        }

        if (program.Words.FirstOrDefault(word => word.IsEventCount) is { } count)
        {
            throw new UnsupportedStateException(
                $"two executions are not compared where there is an event count, as '{count.Name}'. Use a word, with a bound on the rounds.");
        }

        if (!program.Monitors.Contains(observer))
        {
            program.Watch(observer);
        }

        this.observer = observer;
        lane = program.Discipline is not null ? new GuardedSystem(program, machine) : new ProgramSystem(program, machine);
        vcpus = program.Vcpus.Count;
        isSequential = reduces && vcpus == 1;
        text = new LaneText(lane);
        Actors = [.. lane.Actors, .. lane.Actors.Select(actor => $"{actor} left"), .. lane.Actors.Select(actor => $"{actor} right")];
        Witnesses = ["the executions differ", .. observer.Releases.Select(release => $"released: {release}"), .. lane.Witnesses];
    }

    /// <summary>What either execution is of.</summary>
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
