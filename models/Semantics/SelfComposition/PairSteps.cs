using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.SelfComposition;

/// <summary>The steps out of one pair of states.</summary>
internal sealed class PairSteps : IPairs
{
    private readonly Observer observer;
    private readonly int vcpus;
    private readonly Pairing pairing;
    private readonly long[] released;
    private readonly List<PairStep> steps = [];
    private readonly List<(int? Left, int? Right)> waiting = [];

    public PairSteps(Lane left, Lane right, Observer observer, int vcpus, bool isSequential)
    {
        (Left, Right, this.observer, this.vcpus) = (left, right, observer, vcpus);
        released = new long[observer.Releases.Count];
        pairing = new Pairing(Left, Right, this, isSequential);
    }

    public Lane Left { get; }

    public Lane Right { get; }

    public IReadOnlyList<PairStep> Steps => steps;

    /// <summary>Steps of one execution that wait until the other one can take them too.</summary>
    public IReadOnlyList<(int? Left, int? Right)> Waiting => waiting;

    /// <summary>Computes them from the states of the two executions.</summary>
    public void Pair()
    {
        steps.Clear();
        waiting.Clear();
        var (one, other) = (0, 0);
        for (var vcpu = 0; vcpu < vcpus; vcpu++)
        {
            var (ofLeft, ofRight) = (RangeOf(Left.Steps, vcpu, ref one), RangeOf(Right.Steps, vcpu, ref other));
            pairing.Pair(vcpu, ofLeft, ofRight);
        }
    }

    /// <summary>Whether the only step of a vCPU is a common one that is unobservable except for its events.</summary>
    public bool IsInTransit(Operation? one, Operation? other) => pairing.IsInTransit(one, other);

    /// <summary>Whether the observer learns something from a common step: its result, or an event.</summary>
    /// <param name="step">The step of the left execution.</param>
    public bool IsSeen(int step) =>
        Left.Of(Left.PendingOf(Left.Steps[step].Actor)!) is not (Visibility.Hidden or Visibility.Private) || Left.Heard(step).Count > 0;

    /// <summary>Adds the witnesses since the last call: declassifications, followed by those of the program.</summary>
    public void Count(Expansion into, int first)
    {
        for (var release = 0; release < released.Length; release++)
        {
            Count(into, first + release, released[release]);
            released[release] = 0;
        }

        foreach (var lane in (Lane[])[Left, Right])
        {
            for (var trial = 0; trial < lane.Steps.Trials.Length; trial++)
            {
                into.Try(trial, lane.Steps.Trials[trial]);
            }

            for (var witness = 0; witness < lane.Steps.Witnesses.Length; witness++)
            {
                Count(into, first + released.Length + witness, lane.Steps.Witnesses[witness]);
            }

            lane.Steps.ForgetWitnesses();
        }
    }

    /// <summary>Discards the witnesses since the last call, because the steps are not taken.</summary>
    public void Discard()
    {
        Array.Clear(released);
        Left.Steps.ForgetWitnesses();
        Right.Steps.ForgetWitnesses();
    }

    public void Add(int? left, int? right, Violation? difference = null) => Add(left, right, isReleased: false, difference);

    public void AddReleased(int? left, int? right, Operation operation)
    {
        Uses(operation);
        Add(left, right, isReleased: true, difference: null);
    }

    public void Wait(int? left, int? right) => waiting.Add((left, right));

    public void Uses(Operation operation)
    {
        if (released.Length > 0)
        {
            released[observer.ReleaseOf(operation)]++;
        }
    }

    // A violation in one execution alone is no leak and takes precedence; a declassification does not excuse it.
    private void Add(int? left, int? right, bool isReleased, Violation? difference)
    {
        var (vcpu, broken) = (0, (Violation?)null);
        if (right is { } other)
        {
            (vcpu, broken) = (Right.Steps[other].Actor, Right.Steps[other].Violation);
        }

        if (left is { } one)
        {
            (vcpu, broken) = (Left.Steps[one].Actor, Left.Steps[one].Violation ?? broken);
        }

        steps.Add(new PairStep(vcpu, left, right, isReleased, broken ?? difference));
    }

    private static void Count(Expansion into, int witness, long times)
    {
        for (; times > 0; times--)
        {
            into.Witness(witness);
        }
    }

    private static Range RangeOf(Expansion steps, int vcpu, ref int next)
    {
        var first = next;
        while (next < steps.Count && steps[next].Actor == vcpu)
        {
            next++;
        }

        return first..next;
    }
}
