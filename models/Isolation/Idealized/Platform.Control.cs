namespace Interlock.Isolation.Idealized;

/// <content>What the actions do that give the processor to somebody.</content>
internal partial class Platform
{
    /// <summary>The active OS waits, and the hypervisor runs.</summary>
    protected virtual PlatformState Hypercall(PlatformState state, int os) =>
        state.WithOs(os, state.Oses[os] with { Asks = true }) with { IsWaiting = true, Mode = Mode.Supervisor };

    /// <summary>A trusted OS goes into the other mode.</summary>
    protected virtual PlatformState ChangeMode(PlatformState state, int os)
    {
        var mode = state.Oses[os].Mode == Mode.User ? Mode.Supervisor : Mode.User;
        return state.WithOs(os, state.Oses[os] with { Mode = mode }) with { Mode = mode };
    }

    /// <summary>The active OS runs on, in its own mode.</summary>
    protected virtual PlatformState Return(PlatformState state, int os) =>
        state.WithOs(os, state.Oses[os] with { Asks = false }) with { IsWaiting = false, Mode = state.Oses[os].Mode };

    /// <summary>Another OS has the processor, in its own mode, or the hypervisor is at its request; TLB and cache are flushed.</summary>
    protected virtual PlatformState Switch(PlatformState state, int to) => state.Flushed() with
    {
        Active = to,
        IsWaiting = state.Oses[to].Asks,
        Mode = state.Oses[to].Asks ? Mode.Supervisor : state.Oses[to].Mode,
    };
}
