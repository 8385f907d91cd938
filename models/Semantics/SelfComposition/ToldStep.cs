using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.SelfComposition;

/// <summary>The text of one step of the product system, for a reader.</summary>
/// <param name="wanted">The index of the step.</param>
/// <param name="walk">The walk that takes the steps.</param>
/// <param name="lane">The program.</param>
/// <param name="describe">The values of a pair of states.</param>
internal sealed class ToldStep(
    int wanted, PairWalk walk, ProgramSystem lane, ToldStep.Values describe) : IPairHearer
{
    private readonly List<MergedOperation> operations = [];
    private IReadOnlyList<NamedValue> before = [];
    private Transition? pending;
    private IReadOnlyList<NamedAccess> accesses = [];

    /// <summary>The values of a pair of states.</summary>
    public delegate IReadOnlyList<NamedValue> Values(ReadOnlySpan<ulong> state);

    public void Before(int index, PairSteps of, PairStep step)
    {
        if (index == wanted)
        {
            before = describe(walk.Words);
            var left = step.Left is { } one ? lane.Describe(of.Left.Steps, one) : null;
            var right = step.Right is { } other ? lane.Describe(of.Right.Steps, other) : null;
            pending = LaneText.Of(left, right);
            accesses = [.. (left?.Accesses ?? []).Union(right?.Accesses ?? [])];
        }
    }

    public void After(int index)
    {
        if (index == wanted && pending is { } told)
        {
            var operation = walk.Words[^1] != 0
                ? new MergedOperation(told.Operation, told.Site, [], ["released something else: not compared any more"])
                : new MergedOperation(told.Operation, told.Site, LaneText.Changes(before, describe(walk.Words), lane.Actors), told.Notes);
            operations.Add(operation with { Performed = told.Performed, Accesses = accesses });
        }
    }

    /// <summary>The step.</summary>
    public Transition Transition(int actor, int choice)
    {
        var first = operations[0];
        return new Transition(actor, choice, first.Operation, first.Site, first.Changes, first.Notes)
        {
            Further = [.. operations.Skip(1)],
            Performed = first.Performed,
            Accesses = first.Accesses,
        };
    }
}
