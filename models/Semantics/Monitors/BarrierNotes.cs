namespace Interlock.Semantics.Monitors;

/// <summary>The events that code around a barrier reports to the monitors.</summary>
public static class BarrierNotes
{
    /// <summary>The party is about to arrive.</summary>
    public const string Arriving = "arriving";

    /// <summary>The party has left the barrier.</summary>
    public const string Left = "left";
}
