using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>One execution of a model that has no code: each actor takes one of its enabled actions, again and again.</summary>
internal sealed class ModelRun : ISteppedRun
{
    private readonly TransitionSystem system;
    private readonly IControl control;
    private readonly int longest;
    private readonly Expansion expansion;
    private readonly List<Choice> schedule = [];
    private readonly Obligations obligations;
    private ulong[] state;
    private int arrived;
    private bool hasStarted;
    private bool isOver;

    /// <summary>An execution that has not begun.</summary>
    /// <param name="system">The model.</param>
    /// <param name="control">Who chooses.</param>
    /// <param name="longest">Steps after which an execution is cut.</param>
    public ModelRun(TransitionSystem system, IControl control, int longest)
    {
        (this.system, this.control, this.longest) = (system, control, longest);
        expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        system.Start(expansion);
        Initial = expansion.Count == 1 ? 0 : control.Choose(expansion.Count);
        state = expansion.State(Initial).ToArray();
        Hash();
        obligations = new Obligations(control, system);
        obligations.Account(state, system.GoalsMet(state), settled: 0, hasStopped: false);
    }

    public IReadOnlyList<string> Actors => system.Actors;

    public int Initial { get; }

    public IReadOnlyList<Choice> Schedule => schedule;

    public Violation? Violation { get; private set; }

    public string? Owed => obligations.Owed;

    public int StateHash { get; private set; }

    public IReadOnlyList<NamedValue> State => system.Describe(state);

    public int? Next => hasStarted || arrived >= Actors.Count ? null : arrived;

    public bool HasArrived(int actor) => arrived > actor;

    public void Start() => hasStarted = true;

    public void Run(int actor)
    {
        arrived++;
        control.PauseUntil(() => hasStarted);
        while (true)
        {
            control.PauseUntil(() => isOver || OutcomesOf(actor).Count > 0);
            if (isOver || OutcomesOf(actor) is not { Count: > 0 } enabled)
            {
                return;
            }

            Take(actor, enabled[enabled.Count == 1 ? 0 : control.Choose(enabled.Count)]);
            if (isOver)
            {
                return;
            }

            control.Point(null, "model", isSpinning: false);
        }
    }

    private List<int> OutcomesOf(int actor)
    {
        system.Expand(state, expansion);
        return [.. Enumerable.Range(0, expansion.Count).Where(successor => expansion[successor].Actor == actor)];
    }

    private void Take(int actor, int successor)
    {
        schedule.Add(new Choice(actor, expansion[successor].Choice));
        var (violation, met) = (expansion[successor].Violation, expansion[successor].Goals);
        state = expansion.State(successor).ToArray();
        Hash();
        violation ??= system.Check(state);
        system.Expand(state, expansion);
        if (expansion.Count == 0)
        {
            violation ??= system.CheckStopped(state);
        }

        obligations.Account(state, met | system.GoalsMet(state), settled: 0, hasStopped: expansion.Count == 0);
        if (expansion.Count > 0 && schedule.Count >= longest)
        {
            obligations.Release();
        }

        isOver = violation is not null || expansion.Count == 0 || schedule.Count >= longest;
        if (violation is not null)
        {
            Violation = violation;
            control.Fail(violation);
        }
    }

    // Of a model a state vector is the number of a state.
    private void Hash() => StateHash = (int)new SplitMix(state[0]).Next();
}
