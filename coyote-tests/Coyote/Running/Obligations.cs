using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>
/// What must happen again and again, each in turn: whoever does all of it for ever does each (as one Büchi automaton is made of
/// several). One thing at a time is owed, and Coyote's monitor is hot meanwhile. Under a fair strategy an actor that can take
/// steps takes them, with certainty, whether the property asks for weak or for strong fairness; goals that stay reachable are met.
/// </summary>
/// <param name="control">Who is told.</param>
/// <param name="system">Whose goals and liveness properties these are.</param>
internal sealed class Obligations(IControl control, TransitionSystem system)
{
    private readonly bool[] isAwaited = new bool[system.Liveness.Count];
    private readonly int count = system.Goals.Count + system.Liveness.Count;
    private int owed = -1;

    /// <summary>The property that is owed; null if none is.</summary>
    public string? Owed { get; private set; }

    /// <summary>A step has ended.</summary>
    /// <param name="state">The state that it led to.</param>
    /// <param name="goals">The goals that the step, or the state, meets: a bit each.</param>
    /// <param name="settled">Those that are not owed any more, whatever happens.</param>
    /// <param name="hasStopped">Whether nobody takes a step any more: what has not happened never happens.</param>
    public void Account(ReadOnlySpan<ulong> state, ulong goals, ulong settled, bool hasStopped)
    {
        for (var index = 0; index < isAwaited.Length; index++)
        {
            var property = system.Liveness[index];
            isAwaited[index] = (isAwaited[index] || property.Trigger?.Invoke(state) != false) && !property.Goal(state);
        }

        if (owed >= 0 && !IsMet(owed, goals))
        {
            return;
        }

        var done = hasStopped ? system.GoalsMet(state) : settled;
        var open = Enumerable.Range(owed + 1, count).Select(next => next % count)
            .Where(next => next < system.Goals.Count ? !IsMet(next, done) : !hasStopped || !IsMet(next, done)).ToList();
        Release();
        if (open.Count > 0)
        {
            owed = open[0];
            Owed = owed < system.Goals.Count ? system.CheckStuck(state, owed).Property : system.Liveness[owed - system.Goals.Count].Name;
            control.Owe();
        }
    }

    /// <summary>Nothing is owed any more: the execution is cut.</summary>
    public void Release()
    {
        if (owed >= 0)
        {
            (owed, Owed) = (-1, null);
            control.Keep();
        }
    }

    private bool IsMet(int index, ulong goals) =>
        index < system.Goals.Count ? (goals >> index & 1) != 0 : !isAwaited[index - system.Goals.Count];
}
