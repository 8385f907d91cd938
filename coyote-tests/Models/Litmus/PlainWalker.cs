using System.Collections.Immutable;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>
/// The hardware's table walker, written out: every table is walked anew whenever it is asked. The reference for
/// <c>Walker</c>, which works out what one word adds and remembers it.
/// </summary>
internal sealed class PlainWalker(PageLayout layout)
{
    private const int VmidShift = 48;

    /// <summary>Reads a word of memory.</summary>
    public delegate ulong Reader(Address address);

    public static ulong VmidOf(ulong vttbr) => vttbr >> VmidShift;

    /// <summary>Adds to what a vCPU may hold all that its walker can meet now.</summary>
    public ImmutableSortedSet<TlbEntry> Close(ImmutableSortedSet<TlbEntry> held, ulong vttbr, Reader read)
    {
        if (vttbr == 0)
        {
            return held;
        }

        var vmid = VmidOf(vttbr);
        var closed = held.ToBuilder();
        var tables = new Queue<(ulong Page, int Level, ulong IpaPage)>(Starts(held, vttbr));
        var walked = new HashSet<(ulong, int, ulong)>();
        while (tables.TryDequeue(out var table))
        {
            if (!layout.Has(table.Page) || !walked.Add(table))
            {
                continue;
            }

            for (var index = 0; index < layout.Entries; index++)
            {
                var source = layout.Word(table.Page, index);
                var descriptor = read(source);
                var ipaPage = table.IpaPage + ((ulong)index * layout.Span(vmid, table.Level));
                var last = table.Level == layout.LevelsOf(vmid) - 1;
                var entry = new TlbEntry(TlbForm.Walk, vmid, ipaPage, table.Level, descriptor, source.Index);
                if (HardwareDescriptor.IsTable(descriptor, last))
                {
                    closed.Add(entry);
                    tables.Enqueue((PageLayout.PageOf(descriptor), table.Level + 1, ipaPage));
                }
                else if (HardwareDescriptor.IsLeaf(descriptor, last) && HardwareDescriptor.IsAccessible(descriptor))
                {
                    closed.Add(entry with { Form = TlbForm.Stage2 });
                }
            }
        }

        foreach (var entry in closed.Where(entry => entry.Vmid == vmid && entry.Form == TlbForm.Stage2).ToList())
        {
            closed.Add(entry with { Form = TlbForm.Combined });
        }

        return closed.ToImmutable();
    }

    /// <summary>Every page that an access may reach through what the vCPU holds, with the descriptor that says so.</summary>
    public IEnumerable<(ulong Page, ulong Descriptor)> Translations(
        ImmutableSortedSet<TlbEntry> held, ulong vttbr, ulong ipaPage) => held
        .Where(entry => entry.Form != TlbForm.Walk && entry.Vmid == VmidOf(vttbr)
            && entry.IpaPage <= ipaPage && ipaPage - entry.IpaPage < layout.Span(entry.Vmid, entry.Level))
        .Select(entry => (PageLayout.PageOf(entry.Descriptor) + ipaPage - entry.IpaPage, entry.Descriptor))
        .Distinct();

    /// <summary>
    /// Whether a walk for an address may find no translation: invalid descriptors are never cached, so a fault comes of
    /// memory as it is, be it by a partial walk through a table that is cached and no longer linked.
    /// </summary>
    public bool MayFault(ImmutableSortedSet<TlbEntry> held, ulong vttbr, ulong ipaPage, Reader read)
    {
        if (vttbr == 0 || ipaPage >= layout.IpaPages(VmidOf(vttbr)))
        {
            return true;
        }

        foreach (var (page, level, first) in Starts(held, vttbr))
        {
            if (first <= ipaPage && ipaPage - first < layout.Span(VmidOf(vttbr), level) * (ulong)layout.Entries
                && Faults(VmidOf(vttbr), page, level, first, ipaPage, read))
            {
                return true;
            }
        }

        return false;
    }

    private bool Faults(ulong vmid, ulong page, int level, ulong first, ulong ipaPage, Reader read)
    {
        for (; layout.Has(page); level++)
        {
            var index = (ipaPage - first) / layout.Span(vmid, level);
            var descriptor = read(layout.Word(page, (int)index));
            var last = level == layout.LevelsOf(vmid) - 1;
            if (!HardwareDescriptor.IsTable(descriptor, last))
            {
                return !HardwareDescriptor.IsLeaf(descriptor, last) || !HardwareDescriptor.IsAccessible(descriptor);
            }

            first += index * layout.Span(vmid, level);
            page = PageLayout.PageOf(descriptor);
        }

        return true; // a table where there is no memory
    }

    // A walk begins at the root, or behind any table descriptor that is cached.
    private static IEnumerable<(ulong Page, int Level, ulong IpaPage)> Starts(
        ImmutableSortedSet<TlbEntry> held, ulong vttbr) => held
        .Where(entry => entry.Form == TlbForm.Walk && entry.Vmid == VmidOf(vttbr))
        .Select(entry => (PageLayout.PageOf(entry.Descriptor), entry.Level + 1, entry.IpaPage))
        .Prepend((PageLayout.PageOf(vttbr), 0, 0UL));
}
