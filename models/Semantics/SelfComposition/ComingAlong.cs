using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.SelfComposition;

/// <summary>
/// Decides whether one execution can catch up: reach, by unobservable steps of its own, a pair of states in which a waiting step of the
/// other execution is taken. Steps of other vCPUs do not count, since waiting for them is observable; nor does a declassification,
/// unless the vCPU can do nothing else by itself: then its next step declassifies what the other execution does not.
/// </summary>
/// <param name="from">The pair of states.</param>
/// <param name="further">Pairs with the same state of the other execution, while the state of this one changes.</param>
/// <param name="isLeft">Whether the left execution catches up.</param>
/// <param name="width">The number of words of a state of one execution.</param>
internal sealed class ComingAlong(PairSteps from, PairSteps further, bool isLeft, int width)
{
    // Most are there in a step or two: of a private loop, the choice that ends it comes first.
    private const int Few = 16;

    private readonly HashSet<ulong[]> seen = new(new WordsByContent());
    private readonly HashSet<ulong[]> path = new(new WordsByContent());
    private readonly Queue<ulong[]> ahead = new();
    private readonly ulong[] state = new ulong[width];

    /// <summary>Whether it can catch up.</summary>
    /// <param name="vcpu">A vCPU.</param>
    /// <param name="waiting">The step of the other execution that waits.</param>
    /// <param name="known">The number of steps out of the pair that are known to be taken.</param>
    public bool ComesTo(int vcpu, (int? Left, int? Right) waiting, int known)
    {
        if (ReachesAtOnce(vcpu, waiting, known) || Reaches(waiting, known))
        {
            return true;
        }

        seen.Clear();
        path.Clear();
        return OnlyReleases(from, known, vcpu);
    }

    private bool ReachesAtOnce(int vcpu, (int? Left, int? Right) waiting, int known)
    {
        var (pairs, count) = (from, known);
        for (var taken = 0; taken < Few; taken++)
        {
            if (FirstOf(pairs, count, vcpu) is not { } step)
            {
                return false;
            }

            Mine(pairs).Steps.State(step).CopyTo(state);
            Mine(further).Expand(state, afresh: false);
            further.Pair();
            if (!further.Waiting.Contains(waiting))
            {
                return true;
            }

            (pairs, count) = (further, further.Steps.Count);
        }

        return false;
    }

    private int? FirstOf(PairSteps pairs, int count, int vcpu)
    {
        for (var index = 0; index < count; index++)
        {
            if (TakenAlone(pairs.Steps[index]) is { } taken && pairs.Steps[index].Vcpu == vcpu)
            {
                return taken;
            }
        }

        return null;
    }

    private bool Reaches((int? Left, int? Right) waiting, int known)
    {
        seen.Clear();
        ahead.Clear();
        LookAhead(from, known);
        while (ahead.TryDequeue(out var next))
        {
            Mine(further).Expand(next, afresh: false);
            further.Pair();
            if (!further.Waiting.Contains(waiting))
            {
                return true;
            }

            LookAhead(further, further.Steps.Count);
        }

        return false;
    }

    /// <summary>The violation if it cannot.</summary>
    public Violation Difference(int vcpu)
    {
        var (waits, behind) = isLeft ? ("right", "left") : ("left", "right");
        var (step, place) = (Other(from).PendingOf(vcpu)!.Site, Mine(from).PendingOf(vcpu)?.Site);
        return Pairing.Difference(
            $"vcpu{vcpu} goes on at {step} in the {waits} execution; in the {behind} one, " +
            (place is null ? "it has ended" : $"at {place}, it does not come there by itself"));
    }

    // By its own steps, whichever it takes.
    private bool OnlyReleases(PairSteps pairs, int count, int vcpu)
    {
        var (releases, next) = (false, new List<ulong[]>());
        for (var index = 0; index < count; index++)
        {
            if (pairs.Steps[index] is { IsTogether: false } step && step.Vcpu == vcpu && (isLeft ? step.Left : step.Right) is { } taken)
            {
                releases |= step.IsReleased;
                if (!step.IsReleased)
                {
                    next.Add(Mine(pairs).Steps.State(taken).ToArray());
                }
            }
        }

        return (releases || next.Count > 0) && next.All(state => OnlyReleases(state, vcpu));
    }

    private bool OnlyReleases(ulong[] state, int vcpu)
    {
        if (seen.Contains(state) || !path.Add(state))
        {
            return seen.Contains(state); // a loop need not come to an end
        }

        Mine(further).Expand(state, afresh: false);
        further.Pair();
        var releases = OnlyReleases(further, further.Steps.Count, vcpu);
        path.Remove(state);
        seen.Add(state);
        return releases;
    }

    private void LookAhead(PairSteps pairs, int count)
    {
        for (var index = 0; index < count; index++)
        {
            if (TakenAlone(pairs.Steps[index]) is { } taken
                && seen.GetAlternateLookup<ReadOnlySpan<ulong>>().Add(Mine(pairs).Steps.State(taken)))
            {
                ahead.Enqueue(Mine(pairs).Steps.State(taken).ToArray());
            }
        }
    }

    // Where it is taken alone, which of its own steps a step is.
    private int? TakenAlone(PairStep step) => step is { IsTogether: false, IsReleased: false } ? isLeft ? step.Left : step.Right : null;

    private Lane Mine(PairSteps pairs) => isLeft ? pairs.Left : pairs.Right;

    private Lane Other(PairSteps pairs) => isLeft ? pairs.Right : pairs.Left;
}
