using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>One execution, step by step, by threads that somebody else schedules. What it did is a schedule of the explorer's.</summary>
internal interface ISteppedRun
{
    /// <summary>Who takes steps, by index.</summary>
    IReadOnlyList<string> Actors { get; }

    /// <summary>The initial state that was chosen, from zero.</summary>
    int Initial { get; }

    /// <summary>The steps taken so far.</summary>
    IReadOnlyList<Choice> Schedule { get; }

    /// <summary>What was broken; null if nothing.</summary>
    Violation? Violation { get; }

    /// <summary>The property of which something is owed; null if nothing is.</summary>
    string? Owed { get; }

    /// <summary>A number for the state; equal states have equal numbers.</summary>
    int StateHash { get; }

    /// <summary>The values of the state after the last step that has ended.</summary>
    IReadOnlyList<NamedValue> State { get; }

    /// <summary>Who alone may go on, because a step that has been begun ends with its code; null if anybody may.</summary>
    int? Next { get; }

    /// <summary>Whether an actor has come to where its first step begins.</summary>
    bool HasArrived(int actor);

    /// <summary>Lets actors take steps: all of them have arrived.</summary>
    void Start();

    /// <summary>What an actor's thread does, from its start to its end.</summary>
    /// <exception cref="RunIsOverException">The run has ended early.</exception>
    void Run(int actor);
}
