namespace Interlock.Sync.Stepping;

/// <summary>What came of running local code up to its next visible operation.</summary>
/// <param name="Next">Where it is suspended now.</param>
/// <param name="Notes">What it remarked on the way, in order.</param>
/// <param name="Fault">What it threw, or the assertion that failed; null if it went well.</param>
public sealed record Advance(Continuation Next, IReadOnlyList<Note> Notes, Exception? Fault);
