using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// Takes the steps out of a pair of states, each up to the next pair that is stored. In a program of one vCPU a pair is not stored if its
/// only step is a common one that is unobservable except for events: that step, and those after it, are taken at once.
/// </summary>
/// <param name="lane">The program.</param>
/// <param name="observer">The observer.</param>
/// <param name="into">Receives the successors.</param>
/// <param name="isSequential">Whether to use the reductions for one vCPU.</param>
internal sealed class PairWalk(ProgramSystem lane, Observer observer, Expansion into, bool isSequential)
{
    // A loop of hidden steps has no end: they rest somewhere in it.
    private const int Most = 1000;

    private readonly int confidentiality = lane.TrialOf(observer);
    private readonly PairExpansion expansion = new(lane, observer, isSequential);
    private readonly PairExpansion further = new(lane, observer, isSequential);
    private readonly ulong[] words = new ulong[(2 * lane.Width) + 1];
    private readonly int[] choices = new int[3 * lane.VcpuCount];

    /// <summary>The pair of states that the current step has reached; the last word says whether it is followed any further.</summary>
    public ReadOnlySpan<ulong> Words => words;

    /// <summary>Takes all steps.</summary>
    /// <param name="afresh">Whether to recompute everything, without remembered results.</param>
    /// <param name="firstRelease">The index of the first witness of a declassification.</param>
    /// <param name="onStep">Receives each operation of each step, before and after it is taken; may be null.</param>
    public void Take(bool afresh, int firstRelease, IPairHearer? onStep = null)
    {
        Array.Clear(choices);
        var steps = expansion.Pairs;
        expansion.Expand(into.Parent[..lane.Width], into.Parent.Slice(lane.Width, lane.Width), afresh);
        steps.Count(into, firstRelease);
        for (var index = 0; index < steps.Steps.Count; index++)
        {
            var step = steps.Steps[index];
            into.Parent.CopyTo(words);
            var violation = Apply(steps, step, index, onStep);
            for (var taken = 1; violation is null && taken < Most && IsInTransit(); taken++)
            {
                violation = lane.Check(Left) ?? lane.Check(Right);
                further.Expand(Left, Right, afresh);
                if (violation is not null || further.Pairs.Steps is not [{ IsTogether: true, IsReleased: false } next])
                {
                    further.Pairs.Discard();
                    break;
                }

                further.Pairs.Count(into, firstRelease);
                violation = Apply(further.Pairs, next, index, onStep);
            }

            Put(step, violation);
        }
    }

    private ReadOnlySpan<ulong> Left => words.AsSpan(0, lane.Width);

    private ReadOnlySpan<ulong> Right => words.AsSpan(lane.Width, lane.Width);

    private bool IsInTransit() => isSequential && words[^1] == 0
        && expansion.Pairs.IsInTransit(lane.Local(Left, 0).Pending, lane.Local(Right, 0).Pending);

    private Violation? Apply(PairSteps of, PairStep step, int index, IPairHearer? onStep)
    {
        onStep?.Before(index, of, step);
        if ((step.IsReleased || !step.IsTogether || of.IsSeen(step.Left!.Value)) && !Left.SequenceEqual(Right))
        {
            into.Try(confidentiality, step.Vcpu);
        }

        if (step.IsReleased)
        {
            Array.Clear(words);
            words[^1] = 1;
        }
        else
        {
            if (step.Left is { } one)
            {
                of.Left.Steps.State(one).CopyTo(words);
            }

            if (step.Right is { } other)
            {
                of.Right.Steps.State(other).CopyTo(words.AsSpan(lane.Width));
            }
        }

        onStep?.After(index);
        return step.Violation;
    }

    private void Put(PairStep step, Violation? violation)
    {
        var actor = step.ActorOf(lane.VcpuCount);
        into.Begin(actor, choices[actor]++);
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] != into.Parent[word])
            {
                into.Set(word, words[word]);
            }
        }

        if (violation is not null)
        {
            into.Violate(violation);
        }

        into.End();
    }
}

/// <summary>Receives the operations of the steps of pairs.</summary>
internal interface IPairHearer
{
    /// <summary>An operation of a step is about to be taken.</summary>
    void Before(int index, PairSteps of, PairStep step);

    /// <summary>It has been taken.</summary>
    void After(int index);
}
