namespace Interlock.Sync.Stepping;

/// <summary>The result of running local code up to its next visible operation.</summary>
/// <param name="Next">Where it is suspended now.</param>
/// <param name="Notes">The events on the way, in order.</param>
/// <param name="Fault">The exception that it threw, or the failed assertion; null without either.</param>
public sealed record Advance(Continuation Next, IReadOnlyList<Note> Notes, Exception? Fault);
