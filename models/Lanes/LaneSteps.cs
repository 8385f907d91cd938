using Interlock.Models.Programs;
using Interlock.Models.Systems;
using Interlock.Sync;

namespace Interlock.Models.Lanes;

/// <summary>The steps out of one pair of states, as successors of an expansion: what one worker works with.</summary>
internal sealed class LaneSteps : IPairs
{
    private readonly Expansion into;
    private readonly Observer observer;
    private readonly int firstRelease;
    private readonly int width;
    private readonly int vcpus;
    private readonly int[] choices;

    public LaneSteps(Expansion into, ProgramSystem lane, Observer observer, int firstRelease)
    {
        this.into = into;
        this.observer = observer;
        this.firstRelease = firstRelease;
        width = lane.Width;
        vcpus = lane.VcpuCount;
        choices = new int[3 * vcpus];
        (Left, Right) = (new Lane(lane, observer), new Lane(lane, observer));
        Pairing = new Pairing(Left, Right, this, isSequential: vcpus == 1);
    }

    public Lane Left { get; }

    public Lane Right { get; }

    public Pairing Pairing { get; }

    /// <summary>Which step of either execution each successor is.</summary>
    public List<(int? Left, int? Right)> Pairs { get; } = [];

    public void Clear()
    {
        Pairs.Clear();
        Array.Clear(choices);
    }

    public void Add(int? left, int? right, Violation? difference = null)
    {
        var vcpu = Begin(left, right);
        if (left is { } one)
        {
            Copy(Left.Steps, one, 0);
        }

        if (right is { } other)
        {
            Copy(Right.Steps, other, width);
        }

        if (left is not null && right is not null)
        {
            into.Meet(vcpu);
        }

        if (difference is not null)
        {
            into.Violate(difference);
        }

        End(left, right);
    }

    public void AddReleased(int? left, int? right, Operation operation)
    {
        Uses(operation);
        Begin(left, right);
        for (var word = 0; word < 2 * width; word++)
        {
            into.Set(word, 0);
        }

        into.Set(2 * width, 1);
        End(left, right);
    }

    public void Uses(Operation operation)
    {
        if (observer.Releases.Count > 0)
        {
            into.Witness(firstRelease + observer.ReleaseOf(operation));
        }
    }

    private int Begin(int? left, int? right)
    {
        var vcpu = left is { } one ? Left.Steps[one].Actor : Right.Steps[right!.Value].Actor;
        var actor = vcpu + (left is not null && right is not null ? 0 : left is not null ? vcpus : 2 * vcpus);
        into.Begin(actor, choices[actor]++);
        return vcpu;
    }

    // What is wrong with one execution by itself is no leak, and comes first.
    private void Copy(Expansion steps, int step, int at)
    {
        var before = steps.Parent;
        var after = steps.State(step);
        for (var word = 0; word < width; word++)
        {
            if (before[word] != after[word])
            {
                into.Set(at + word, after[word]);
            }
        }

        if (steps[step].Violation is { } violation)
        {
            into.Violate(violation);
        }
    }

    private void End(int? left, int? right)
    {
        into.End();
        Pairs.Add((left, right));
    }
}
