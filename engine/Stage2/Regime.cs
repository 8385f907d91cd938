namespace Interlock.Engine.Stage2;

/// <summary>A translation regime, and whether a TLB can hold anything of it.</summary>
/// <param name="Vttbr">Its tables and its VMID.</param>
/// <param name="IsTagged">
/// Whether the VMID is the regime's own now. If not, no CPU has run under it since all TLBs were invalidated, and the VMID may be
/// another VM's: it must not be loaded.
/// </param>
public readonly record struct Regime(Vttbr Vttbr, bool IsTagged);
