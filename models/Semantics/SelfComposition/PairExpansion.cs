using Interlock.Semantics.Programs;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// The steps out of one pair of states. Each step of either execution is among them, or among those of a pair that the other execution
/// reaches alone. A step that the other execution cannot reach is taken alone if it is unobservable; otherwise it is a difference.
/// </summary>
internal sealed class PairExpansion
{
    private readonly PairSteps pairs;
    private readonly ComingAlong left;
    private readonly ComingAlong right;

    public PairExpansion(ProgramSystem lane, Observer observer, bool isSequential)
    {
        Lane New() => new(lane, observer);
        PairSteps Of(Lane one, Lane other) => new(one, other, observer, lane.VcpuCount, isSequential);
        pairs = Of(New(), New());
        left = new ComingAlong(pairs, Of(New(), pairs.Right), isLeft: true, lane.Width);
        right = new ComingAlong(pairs, Of(pairs.Left, New()), isLeft: false, lane.Width);
    }

    /// <summary>The steps and the witnesses.</summary>
    public PairSteps Pairs => pairs;

    /// <summary>Computes them.</summary>
    public void Expand(ReadOnlySpan<ulong> one, ReadOnlySpan<ulong> other, bool afresh)
    {
        pairs.Left.Expand(one, afresh);
        pairs.Right.Expand(other, afresh);
        pairs.Pair();
        var known = pairs.Steps.Count;
        foreach (var waiting in pairs.Waiting)
        {
            var (waits, behind) = waiting.Left is not null ? (pairs.Left, right) : (pairs.Right, left);
            var step = (waiting.Left ?? waiting.Right)!.Value;
            var vcpu = waits.Steps[step].Actor;
            if (!behind.ComesTo(vcpu, waiting, known))
            {
                pairs.Add(waiting.Left, waiting.Right, Pairing.IsUnseen(waits, step) ? null : behind.Difference(vcpu));
            }
        }
    }
}
