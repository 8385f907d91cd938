namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// What becomes of a guest's access for which its vCPU may hold two translations that contradict each other: with other output addresses
/// of which one can be written, or whose contents differ; of other sizes; with other memory attributes. Hardware may use either, which is
/// explored whatever is chosen here, or report a TLB conflict abort (Arm ARM D8.16). Code that breaks before it makes, and
/// invalidates in between, never lets it come to that.
/// </summary>
public enum TlbConflicts
{
    /// <summary>It is a violation of <c>no-tlb-conflict</c>, whatever the code makes of its answers.</summary>
    Violation,

    /// <summary>One outcome more is the abort, <see cref="Sync.GuestFault.TlbConflict"/>: for code that handles it.</summary>
    Abort,

    /// <summary>There are no aborts: for comparisons with models that have none.</summary>
    Ignored,
}
