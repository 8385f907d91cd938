using Interlock.Engine.Stage2;

namespace Interlock.Engine.Vms;

/// <summary>The result of a request for a VMID.</summary>
/// <param name="Vttbr">The VM's regime under its VMID; null if no VMID is free.</param>
/// <param name="Leads">Whether this CPU is the one that has asked for the rollover, and is to lead it.</param>
public readonly record struct Assignment(Vttbr? Vttbr, bool Leads);
