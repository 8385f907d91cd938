using System.Threading;
using Interlock.Explorer.Liveness;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>Follows a schedule through a system, running all code again.</summary>
public sealed class Replay
{
    private readonly TransitionSystem system;
    private readonly Expansion expansion;
    private readonly List<Transition> steps = [];
    private readonly List<ulong[]> states = [];
    private readonly RepeatedSteps repeated;
    private ulong[] state;

    /// <summary>Stands at an initial state.</summary>
    /// <param name="system">The system.</param>
    /// <param name="initial">Which of its initial states, from zero.</param>
    /// <exception cref="DivergenceException">There is no such initial state.</exception>
    public Replay(TransitionSystem system, int initial)
    {
        ArgumentNullException.ThrowIfNull(system);
        this.system = system;
        repeated = new RepeatedSteps(system);
        expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        system.Start(expansion);
        if (initial < 0 || initial >= expansion.Count)
        {
            throw new DivergenceException($"there is no initial state {initial}");
        }

        state = expansion.State(initial).ToArray();
        states.Add(state);
        Violation = expansion[initial].Violation ?? system.Check(state);
    }

    /// <summary>The steps taken so far.</summary>
    public IReadOnlyList<Transition> Steps => steps;

    /// <summary>What the last step, or the state that it led to, breaks; null if nothing.</summary>
    public Violation? Violation { get; private set; }

    /// <summary>The values of the state.</summary>
    public IReadOnlyList<NamedValue> State => system.Describe(state);

    /// <summary>The words of the state.</summary>
    internal ReadOnlySpan<ulong> Words => state;

    /// <summary>The words of the first state and of the state after each step.</summary>
    internal IReadOnlyList<ulong[]> States => states;

    /// <summary>Takes one step of the schedule.</summary>
    /// <exception cref="DivergenceException">The step does not exist in this state.</exception>
    public Transition Take(Choice choice)
    {
        var successor = Find(choice);
        var transition = system.Describe(expansion, successor);
        steps.Add(transition);
        repeated.Add(state, choice.Actor);
        state = expansion.State(successor).ToArray();
        states.Add(state);
        Violation = expansion[successor].Violation ?? system.Check(state);
        return transition;
    }

    /// <summary>Takes an actor's step, with the outcome that is wanted if there is such a one, and else with its first.</summary>
    /// <exception cref="DivergenceException">The actor cannot take a step in this state.</exception>
    internal Transition TakeAny(int actor, int wanted)
    {
        system.Expand(state, expansion, afresh: true);
        return Take(new Choice(actor, Choices.Find(expansion, new Choice(actor, wanted)) is null ? 0 : wanted));
    }

    /// <summary>What a step would do, without taking it.</summary>
    /// <exception cref="DivergenceException">The step does not exist in this state.</exception>
    public Transition Peek(Choice choice) => system.Describe(expansion, Find(choice));

    /// <summary>
    /// What is wrong where the schedule ends: the last step, a deadlock, or a goal that is out of reach. Or what never
    /// happens if the last steps repeat for ever.
    /// </summary>
    /// <param name="loop">The first step that repeats; null if the execution ends. See <see cref="Counterexample"/>.</param>
    /// <param name="stop">Ends the search for a goal.</param>
    public Violation? Conclude(int? loop = null, CancellationToken stop = default)
    {
        if (Violation is not null)
        {
            return Violation;
        }

        if (loop is { } first)
        {
            return repeated.Violation(state, first);
        }

        return Ending(system, state, expansion, stop);
    }

    /// <summary>What is wrong with a state where an execution ends: a deadlock, or a goal that is out of reach; null if nothing.</summary>
    internal static Violation? Ending(TransitionSystem system, ulong[] state, Expansion expansion, CancellationToken stop = default)
    {
        system.Expand(state, expansion, afresh: true);
        return expansion.IsStopped && system.CheckStopped(state) is { } stopped
            ? stopped
            : UnreachableGoals.From(system, state, stop) is { } goal ? system.CheckStuck(state, goal) : null;
    }

    private int Find(Choice choice)
    {
        system.Expand(state, expansion, afresh: true);
        return Choices.Find(expansion, choice) ?? throw new DivergenceException(NoSuchStep(choice));
    }

    private string NoSuchStep(Choice choice)
    {
        var enabled = new SortedSet<string>();
        for (var successor = 0; successor < expansion.Count; successor++)
        {
            enabled.Add(system.Actors[expansion[successor].Actor]);
        }

        var actor = choice.Actor >= 0 && choice.Actor < system.Actors.Count
            ? system.Actors[choice.Actor]
            : $"actor {choice.Actor}";
        return enabled.Contains(actor)
            ? $"{actor} has no outcome {choice.Outcome} here"
            : $"{actor} cannot take a step here; those who can: {(enabled.Count == 0 ? "nobody" : string.Join(", ", enabled))}";
    }
}
