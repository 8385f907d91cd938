using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// What a vCPU may hold. Equal sets of one machine are one object with one number, so what follows from a set can be
/// worked out once and remembered under its number.
/// </summary>
[Stateless("Tables that are filled while it is made, and only read from then on.")]
public sealed class TlbSet
{
    private const int BitsPerWord = 64;

    private readonly TlbEntry[] entries;
    private readonly ulong[] sources; // a bit per word of memory that an entry was read from
    private readonly ulong[] tables; // a bit per page that an entry says is a table

    internal TlbSet(ulong number, TlbEntry[] entries, PageLayout layout)
    {
        Number = number;
        this.entries = entries;
        sources = new ulong[(layout.Words / BitsPerWord) + 1];
        tables = new ulong[(layout.Pages / BitsPerWord) + 1];
        foreach (var entry in entries)
        {
            Content = ContentHash.Mix(
                Content, (ulong)entry.Form, entry.Vmid, entry.IpaPage, (ulong)entry.Level, entry.Descriptor, (ulong)entry.Source);
            sources[entry.Source / BitsPerWord] |= 1UL << (entry.Source % BitsPerWord);
            var page = PageLayout.PageOf(entry.Descriptor);
            if (entry.Form == TlbForm.Walk && layout.Has(page))
            {
                tables[page / BitsPerWord] |= 1UL << (int)(page % BitsPerWord);
            }
        }
    }

    /// <summary>The set's number, among those of its machine; the empty set's is zero.</summary>
    public ulong Number { get; }

    /// <summary>A hash of the entries. It is the same in every search, where the number depends on what was met first.</summary>
    internal ulong Content { get; }

    /// <summary>The entries, in order.</summary>
    public ReadOnlySpan<TlbEntry> Entries => entries;

    /// <summary>Whether there is a partial walk, of any VMID, to a table in a page.</summary>
    internal bool LinksTo(ulong page) =>
        page / BitsPerWord is var word && word < (ulong)tables.Length && (tables[word] >> (int)(page % BitsPerWord) & 1) != 0;

    /// <summary>Whether an entry was read from a word when it held a descriptor.</summary>
    internal bool Holds(Address source, ulong descriptor)
    {
        if ((sources[source.Index / BitsPerWord] >> (source.Index % BitsPerWord) & 1) != 0)
        {
            foreach (ref readonly var entry in Entries)
            {
                if (entry.Source == source.Index && entry.Descriptor == descriptor)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
