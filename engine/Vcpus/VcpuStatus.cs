namespace Interlock.Engine.Vcpus;

/// <summary>Where a vCPU is in its life, as its word tells. From <see cref="Loaded"/> on the word is this plus the CPU's number.</summary>
public enum VcpuStatus
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It can be loaded.</summary>
    Ready,

    /// <summary>A CPU has it loaded.</summary>
    Loaded,
}
