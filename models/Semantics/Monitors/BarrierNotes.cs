namespace Interlock.Semantics.Monitors;

/// <summary>What code around a barrier remarks to the monitors.</summary>
public static class BarrierNotes
{
    /// <summary>It is about to arrive.</summary>
    public const string Arriving = "arriving";

    /// <summary>It has been let go.</summary>
    public const string Left = "left";
}
