namespace Interlock.Isolation.Monitors;

/// <summary>The parts of the break-before-make sequence (DDI 0487 D8.16.1 and D8.17), in order.</summary>
public enum MissingMaintenance
{
    /// <summary>The write that makes the entry invalid.</summary>
    Break,

    /// <summary>The DSB after that write.</summary>
    DsbAfterWrite,

    /// <summary>The TLBI of stage 2.</summary>
    Stage2Tlbi,

    /// <summary>The DSB after the TLBI of stage 2.</summary>
    DsbAfterStage2,

    /// <summary>The TLBI of stage 1.</summary>
    Stage1Tlbi,

    /// <summary>The DSB after the last TLBI.</summary>
    LastDsb,
}
