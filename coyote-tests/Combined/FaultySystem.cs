using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Combined;

/// <summary>A system with one fault in it, as a fault of the explorer would be.</summary>
internal sealed class FaultySystem(TransitionSystem whole, Fault fault) : TransitionSystem
{
    public override int Width => whole.Width;

    public override string Memory => whole.Memory;

    public override IReadOnlyList<string> Actors => whole.Actors;

    public override IReadOnlyList<string> Witnesses => whole.Witnesses;

    public override IReadOnlyList<string> NeverChecked => whole.NeverChecked;

    public override IReadOnlyList<string> Goals => whole.Goals;

    public override IReadOnlyList<LivenessProperty> Liveness { get; } =
        fault.Fairness is { } fairness ? [.. whole.Liveness.Select(property => property with { Fairness = fairness })] : whole.Liveness;

    public override void Start(Expansion into)
    {
        var inner = into.Fork();
        whole.Start(inner);
        into.Reset(new ulong[Width]);
        Copy(inner, into, (_, beginning) => fault.KeepsBeginning(beginning));
    }

    public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false)
    {
        var inner = (Expansion)(into.Scratch ??= into.Fork());
        whole.Expand(state, inner, afresh);
        into.Reset(state);
        Copy(inner, into, KeepsStep);
    }

    public override Violation? Check(ReadOnlySpan<ulong> state) => whole.Check(state);

    public override Violation? CheckStopped(ReadOnlySpan<ulong> state) => fault.SeesDeadlocks ? whole.CheckStopped(state) : null;

    public override ulong GoalsMet(ReadOnlySpan<ulong> state) => whole.GoalsMet(state);

    public override Violation CheckStuck(ReadOnlySpan<ulong> state, int goal) => whole.CheckStuck(state, goal);

    public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => whole.Describe(state);

    public override Transition Describe(Expansion expansion, int successor) => whole.Describe(expansion, successor);

    private bool KeepsStep(Expansion inner, int step) => fault.Keeps(
        new StepSeen((ProgramSystem)whole, inner, step));

    private void Copy(Expansion inner, Expansion into, Func<Expansion, int, bool> keeps)
    {
        var reached = into.Fork();
        for (var index = 0; index < inner.Count; index++)
        {
            if (keeps(inner, index))
            {
                reached.Follow(inner, index);
                into.Add(
                    fault.ActorOf(inner[index].Actor),
                    fault.ActorOf(inner[index].Actor) == inner[index].Actor ? inner[index].Choice : 100 + index,
                    reached,
                    fault.LosesGoals ? 0 : inner[index].Goals,
                    fault.LosesViolations ? null : inner[index].Violation,
                    inner[index].IsUnprovoked && !fault.CountsOnLuck);
            }
        }
    }
}

/// <summary>A step, for a fault that leaves out some.</summary>
internal readonly record struct StepSeen(ProgramSystem System, Expansion Steps, int Step)
{
    /// <summary>Whether it changes nothing.</summary>
    public bool IsLoop => Steps.IsLoop(Step);

    /// <summary>Whether the environment takes it for no reason.</summary>
    public bool IsUnprovoked => Steps[Step].IsUnprovoked;

    /// <summary>Which of its outcomes it is.</summary>
    public int Outcome => Steps[Step].Choice;

    /// <summary>Whose it is.</summary>
    public int Vcpu => Steps[Step].Actor;

    /// <summary>What is done.</summary>
    public OperationKind? Kind => KindOf(Vcpu);

    /// <summary>What a vCPU would do.</summary>
    public OperationKind? KindOf(int vcpu) => System.Local(Steps.Parent, vcpu).Pending?.Kind;
}

/// <summary>What is wrong with a <see cref="FaultySystem"/>; nothing by itself.</summary>
internal sealed record Fault
{
    public Fairness? Fairness { get; init; }

    public bool SeesDeadlocks { get; init; } = true;

    public bool LosesGoals { get; init; }

    public bool LosesViolations { get; init; }

    public bool CountsOnLuck { get; init; }

    public Func<int, bool> KeepsBeginning { get; init; } = _ => true;

    public Func<StepSeen, bool> Keeps { get; init; } = _ => true;

    public Func<int, int> ActorOf { get; init; } = actor => actor;
}
