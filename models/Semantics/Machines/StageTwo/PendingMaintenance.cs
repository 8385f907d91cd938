namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// What a vCPU's barriers have not made certain yet: a descriptor that was overwritten, a TLBI that it has issued, or a
/// descriptor that such a TLBI may miss because no DSB stands between the two: walkers may then read it again after it.
/// </summary>
/// <param name="Batch">Zero before a DSB; after it, the DSB's rank among those since the last context synchronization.</param>
/// <param name="Issued">The TLBI; null for a descriptor that was overwritten.</param>
/// <param name="Word">The word that held the descriptor; negative for the TLBI itself.</param>
/// <param name="Descriptor">The descriptor; zero for the TLBI itself.</param>
/// <param name="Writer">Who overwrote a descriptor that no TLBI is concerned with; zero otherwise.</param>
/// <param name="Holder">The only vCPU on which the TLBI may miss the descriptor; negative if on any.</param>
/// <param name="Vmid">The only VMID under which it may, if on one vCPU only; zero otherwise.</param>
internal readonly record struct PendingMaintenance(
    int Batch, Invalidation? Issued, int Word, ulong Descriptor = 0, int Writer = 0, int Holder = -1, ulong Vmid = 0)
    : IComparable<PendingMaintenance>
{
    public int CompareTo(PendingMaintenance other)
    {
        var byBatch = Batch.CompareTo(other.Batch);
        var byIssued = byBatch != 0 ? byBatch : Nullable.Compare(Issued, other.Issued);
        return byIssued != 0 ? byIssued : (Word, Descriptor, Writer, Holder, Vmid).CompareTo(
            (other.Word, other.Descriptor, other.Writer, other.Holder, other.Vmid));
    }
}
