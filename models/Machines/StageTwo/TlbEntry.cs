namespace Interlock.Models.Machines.StageTwo;

/// <summary>The forms in which a translation, or a part of one, may be cached.</summary>
internal enum TlbForm
{
    /// <summary>A table descriptor on the way: a partial walk.</summary>
    Walk,

    /// <summary>From IPA to physical address.</summary>
    Stage2,

    /// <summary>Stages 1 and 2 in one: no invalidation by IPA finds it.</summary>
    Combined,
}

/// <summary>A translation that a vCPU may hold.</summary>
/// <param name="Form">In which form.</param>
/// <param name="Vmid">Of which guest.</param>
/// <param name="IpaPage">The first IPA page that it translates.</param>
/// <param name="Level">The level of the descriptor.</param>
/// <param name="Descriptor">The descriptor.</param>
/// <param name="Source">The word of memory that it was read from.</param>
internal readonly record struct TlbEntry(
    TlbForm Form, ulong Vmid, ulong IpaPage, int Level, ulong Descriptor, int Source) : IComparable<TlbEntry>
{
    public int CompareTo(TlbEntry other) =>
        (Form, Vmid, IpaPage, Level, Descriptor, Source).CompareTo(
            (other.Form, other.Vmid, other.IpaPage, other.Level, other.Descriptor, other.Source));
}
