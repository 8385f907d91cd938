namespace Interlock.Sync;

/// <summary>Which accesses a DSB waits for (Arm ARM B2.3.12).</summary>
public enum DsbKind
{
    /// <summary>All, and all invalidations, throughout the inner shareable domain.</summary>
    Ish,

    /// <summary>Stores, throughout the inner shareable domain; no invalidations.</summary>
    Ishst,

    /// <summary>All, and invalidations of this vCPU's own translations.</summary>
    Nsh,
}
