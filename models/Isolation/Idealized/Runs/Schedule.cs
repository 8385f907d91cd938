namespace Interlock.Isolation.Idealized.Runs;

/// <summary>
/// How the hypervisor shares the processor: round after round each OS has a turn, in which one request of its is answered, if it has any,
/// and it runs until the hypervisor ends the turn.
/// </summary>
internal class Schedule
{
    /// <summary>What the hypervisor does next, and whose turn it is then; null if nothing.</summary>
    public (IdealAction Action, Turn Turn)? Next(PlatformState state, Turn turn)
    {
        var answer = new IdealAction(ActionKind.Return, turn.Os);
        if (state.IsWaiting && !turn.IsAnswered)
        {
            return (answer, turn with { IsAnswered = true });
        }

        if (!state.IsWaiting && !MayInterrupt(state))
        {
            return null;
        }

        var next = After(state, turn.Os);
        return next != turn.Os ? (new IdealAction(ActionKind.Switch, IdealAction.NoOs, next), new Turn(next, false))
            : state.IsWaiting ? (answer, turn)
            : null;
    }

    /// <summary>Whether the hypervisor takes the processor from an OS that runs.</summary>
    protected virtual bool MayInterrupt(PlatformState state) => true;

    /// <summary>Whose turn is after an OS's.</summary>
    protected virtual int After(PlatformState state, int os) => (os + 1) % state.Oses.Count;
}
