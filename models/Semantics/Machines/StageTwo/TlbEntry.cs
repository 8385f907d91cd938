namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>A translation, or a part of one, that a vCPU may hold.</summary>
/// <param name="Form">In which form.</param>
/// <param name="Vmid">The VMID that it is tagged with.</param>
/// <param name="IpaPage">The first IPA page that it translates.</param>
/// <param name="Level">The level of the descriptor: zero is the root's, in all regimes.</param>
/// <param name="Descriptor">What hardware takes from the descriptor, software bits left out: a table's for a partial walk, else a block's or a page's.</param>
/// <param name="Source">The index of the word of memory that it was read from; the word may hold something else by now.</param>
public readonly record struct TlbEntry(
    TlbForm Form, ulong Vmid, ulong IpaPage, int Level, ulong Descriptor, int Source) : IComparable<TlbEntry>
{
    /// <inheritdoc/>
    public int CompareTo(TlbEntry other) =>
        (Form, Vmid, IpaPage, Level, Descriptor, Source).CompareTo(
            (other.Form, other.Vmid, other.IpaPage, other.Level, other.Descriptor, other.Source));

    /// <summary>Whether one orders before the other; see <see cref="CompareTo"/>.</summary>
    public static bool operator <(TlbEntry left, TlbEntry right) => left.CompareTo(right) < 0;

    /// <summary>Whether one orders after the other; see <see cref="CompareTo"/>.</summary>
    public static bool operator >(TlbEntry left, TlbEntry right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not order after the other; see <see cref="CompareTo"/>.</summary>
    public static bool operator <=(TlbEntry left, TlbEntry right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not order before the other; see <see cref="CompareTo"/>.</summary>
    public static bool operator >=(TlbEntry left, TlbEntry right) => left.CompareTo(right) >= 0;
}
