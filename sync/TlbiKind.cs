namespace Interlock.Sync;

/// <summary>The translations that a TLBI invalidates (Arm ARM D8.14): on all vCPUs by a form with <c>is</c>, else on this one.</summary>
public enum TlbiKind
{
    /// <summary>Stage 2 translations of one IPA, of the current VMID; not the combined translations of stages 1 and 2.</summary>
    Ipas2e1is,

    /// <summary>As <see cref="Ipas2e1is"/>, on this vCPU only.</summary>
    Ipas2e1,

    /// <summary>Stage 1 and combined translations of the current VMID.</summary>
    Vmalle1is,

    /// <summary>As <see cref="Vmalle1is"/>, on this vCPU only.</summary>
    Vmalle1,

    /// <summary>Translations of both stages of the current VMID.</summary>
    Vmalls12e1is,

    /// <summary>As <see cref="Vmalls12e1is"/>, on this vCPU only.</summary>
    Vmalls12e1,

    /// <summary>All translations of all VMIDs.</summary>
    Alle1is,

    /// <summary>As <see cref="Alle1is"/>, on this vCPU only.</summary>
    Alle1,
}
