using System.Threading;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>
/// One execution of a program whose code runs on threads of its own. A step is what it is to the explorer: the effect of an
/// operation, and then the code of whom it answered, up to where that asks for its next operation. Nobody else goes on meanwhile.
/// </summary>
internal sealed class ProgramRun : ISteppedRun
{
    private readonly SteppedSystem system;
    private readonly IControl control;
    private readonly int longest;
    private readonly Expansion step;
    private readonly Expansion outcomes;
    private readonly Expansion probe;
    private readonly ulong[] state;
    private readonly ulong?[] answers;
    private readonly Queue<int> goingOn; // whose code belongs to the step that has been begun, in order
    private readonly List<Choice> schedule = [];
    private readonly Obligations obligations;
    private int arrived;
    private bool hasStarted;
    private bool isOver;

    /// <summary>An execution that has not begun.</summary>
    /// <param name="system">The program.</param>
    /// <param name="control">Who chooses.</param>
    /// <param name="longest">Steps after which an execution that need not end is cut, and one that must has failed.</param>
    public ProgramRun(SteppedSystem system, IControl control, int longest)
    {
        (this.system, this.control, this.longest) = (system, control, longest);
        step = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        outcomes = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        probe = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        state = new ulong[system.Width];
        answers = new ulong?[system.VcpuCount];
        goingOn = new Queue<int>(Enumerable.Range(0, system.VcpuCount));
        obligations = new Obligations(control, system);
        system.Boot(step);
    }

    public IReadOnlyList<string> Actors => system.Actors;

    public int Initial => 0;

    public IReadOnlyList<Choice> Schedule => schedule;

    public Violation? Violation { get; private set; }

    public string? Owed => obligations.Owed;

    public int StateHash { get; private set; }

    public IReadOnlyList<NamedValue> State => system.Describe(state);

    public int? Next => goingOn.TryPeek(out var vcpu) ? vcpu : null;

    public bool HasArrived(int actor) => arrived > actor || isOver;

    public void Start() => hasStarted = true;

    public void Run(int actor)
    {
        Exception? fault = null;
        var cpu = new CoyoteCpu(this, control, actor, system.Program);
        control.PauseUntil(() => isOver || Next == actor);
        try
        {
            system.Program.Vcpus[actor](cpu).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not RunIsOverException and not ThreadInterruptedException)
        {
            fault = exception;
        }

        cpu.End(fault);
    }

    /// <summary>A vCPU's code has come to an operation, or to its end: the step ends if nobody else's code belongs to it.</summary>
    /// <exception cref="RunIsOverException">The run has ended.</exception>
    public void Arrive(int vcpu, Operation? next, IReadOnlyList<Note> notes, Exception? fault)
    {
        ThrowIfOver();
        if (goingOn.Dequeue() != vcpu)
        {
            throw new InvalidOperationException($"the code of vcpu{vcpu} runs in the middle of another vCPU's step.");
        }

        arrived += hasStarted ? 0 : 1;
        system.Arrive(step, vcpu, next, notes, fault);
        CloseUnlessGoingOn();
    }

    /// <summary>Waits until the vCPUs are let go.</summary>
    public void AwaitStart()
    {
        control.PauseUntil(() => hasStarted || isOver);
        ThrowIfOver();
    }

    /// <summary>Performs the operation that a vCPU has come to, as soon as it is enabled; answers its result.</summary>
    /// <exception cref="RunIsOverException">The run has ended.</exception>
    public ulong Perform(int vcpu)
    {
        while (true)
        {
            control.PauseUntil(() => goingOn.Count == 0 || isOver);
            ThrowIfOver();
            system.Outcomes(state, vcpu, outcomes);
            if (outcomes.Count > 0)
            {
                break;
            }

            control.PauseUntil(() => isOver || (goingOn.Count == 0 && IsEnabled(vcpu)));
        }

        Take(vcpu, outcomes.Count == 1 ? 0 : control.Choose(outcomes.Count));
        CloseUnlessGoingOn(); // it fell asleep and woke nobody
        while (true)
        {
            control.PauseUntil(() => isOver || (answers[vcpu] is not null ? Next == vcpu : goingOn.Count == 0 && IsEnabled(vcpu)));
            ThrowIfOver();
            if (answers[vcpu] is { } answer)
            {
                answers[vcpu] = null;
                return answer;
            }

            system.Outcomes(state, vcpu, outcomes); // it sleeps for a limited time, and that is up
            Take(vcpu, 0);
            CloseUnlessGoingOn();
        }
    }

    private void Take(int vcpu, int outcome)
    {
        ThrowIfOver(); // Coyote's bound was reached while it chose
        ref var chosen = ref outcomes[outcome];
        schedule.Add(new Choice(vcpu, chosen.Choice));
        step.Reset(state);
        step.Begin(vcpu, chosen.Choice);
        var after = outcomes.State(outcome);
        for (var position = 0; position < after.Length; position++)
        {
            if (after[position] != state[position])
            {
                step.Set(position, after[position]);
            }
        }

        if (chosen.Violation is { } violation)
        {
            step.Violate(violation);
        }

        foreach (var answered in Enumerable.Range(0, system.VcpuCount).OrderBy(other => other == vcpu ? -1 : other))
        {
            if (system.Answer(state, after, answered) is { } answer)
            {
                answers[answered] = answer;
                goingOn.Enqueue(answered);
            }
        }
    }

    private void CloseUnlessGoingOn()
    {
        if (goingOn.Count > 0)
        {
            return;
        }

        step.End();
        step.State(0).CopyTo(state);
        StateHash = (int)(step[0].Low ^ (step[0].Low >> 32));
        var met = step[0].Goals | system.GoalsMet(state);
        var everyoneWaits = Enumerable.Range(0, system.VcpuCount).All(vcpu => !IsEnabled(vcpu));
        var broken = step[0].Violation ?? system.Check(state) ?? (everyoneWaits ? system.CheckStopped(state) : null);
        if (broken is not null)
        {
            Fail(broken);
        }
        else if (schedule.Count >= longest && !everyoneWaits)
        {
            Cut();
        }
        else
        {
            obligations.Account(state, met, settled: system.GoalsMet(state), hasStopped: everyoneWaits);
        }
    }

    private void Cut()
    {
        if (system.Program is { RequiresProgress: true, ProgressNote: null, ProgressProperty: var property })
        {
            Fail(new Violation(ViolationKind.Livelock, property, $"not every vCPU has finished within {longest} steps"));
        }
        else
        {
            isOver = true;
            obligations.Release();
        }
    }

    private void Fail(Violation violation)
    {
        (Violation, isOver) = (violation, true);
        control.Fail(violation);
    }

    private bool IsEnabled(int vcpu)
    {
        system.Outcomes(state, vcpu, probe);
        return probe.Count > 0;
    }

    private void ThrowIfOver()
    {
        if (isOver)
        {
            throw new RunIsOverException();
        }
    }
}
