using CoyoteMonitor = Microsoft.Coyote.Specifications.Monitor;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>Coyote's side of liveness: hot while something is owed. Under a fair strategy it must not stay hot for long.</summary>
internal sealed class Progress : CoyoteMonitor
{
    /// <summary>Something is owed from here on.</summary>
    internal sealed class Owe : Event;

    /// <summary>It has happened.</summary>
    internal sealed class Keep : Event;

    [Start]
    [Cold]
    [OnEventGotoState(typeof(Owe), typeof(Owed))]
    [IgnoreEvents(typeof(Keep))]
    private sealed class Kept : State;

    [Hot]
    [OnEventGotoState(typeof(Keep), typeof(Kept))]
    [IgnoreEvents(typeof(Owe))]
    private sealed class Owed : State;
}
