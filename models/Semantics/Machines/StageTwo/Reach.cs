using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>What accesses to one IPA page may meet on a vCPU that holds a set; memory decides only about faults.</summary>
[Stateless("Tables that are filled while it is made, and only read from then on.")]
internal sealed class Reach
{
    private readonly Probe[] probes;
    private readonly bool alwaysFaults;

    /// <param name="layout">The layout.</param>
    /// <param name="held">What the vCPU may hold, closed.</param>
    /// <param name="vttbr">The tables.</param>
    /// <param name="ipaPage">The IPA page.</param>
    public Reach(PageLayout layout, TlbSet held, ulong vttbr, ulong ipaPage)
    {
        var vmid = Walker.VmidOf(vttbr);
        var entries = held.Entries.ToArray()
            .Where(entry => entry.Form != TlbForm.Walk && entry.Vmid == vmid
                && entry.IpaPage <= ipaPage && ipaPage - entry.IpaPage < layout.Span(vmid, entry.Level))
            .ToList();
        Conflicts = TlbConflict.Of(layout, entries, ipaPage);
        Translations = [.. entries
            .Select(entry => new Translation(PageLayout.PageOf(entry.Descriptor) + ipaPage - entry.IpaPage, entry.Descriptor))
            .Where(translation => layout.Has(translation.Page))
            .Distinct()];
        var starts = WalkStart.All(held, vttbr)
            .Where(start => start.IpaPage <= ipaPage
                && ipaPage - start.IpaPage < layout.Span(vmid, start.Level) * (ulong)layout.Entries)
            .ToList();
        alwaysFaults = vttbr == 0 || ipaPage >= layout.IpaPages(vmid) || starts.Any(start => !layout.Has(start.Page));
        probes = alwaysFaults ? [] : [.. starts.Select(start => new Probe(
            layout.Word(start.Page, (int)((ipaPage - start.IpaPage) / layout.Span(vmid, start.Level))),
            start.Level == layout.LevelsOf(vmid) - 1))];
    }

    /// <summary>Every page that an access may reach, with the descriptor that says so.</summary>
    public Translation[] Translations { get; }

    /// <summary>The translations that contradict each other; mostly none.</summary>
    public TlbConflict[] Conflicts { get; }

    /// <summary>
    /// Whether a walk may find no translation: invalid descriptors are never cached, so a fault comes of memory as it is,
    /// be it by a partial walk through a table that is cached and no longer linked. Every table that a walk comes to is
    /// itself where one may begin, because the set is closed: so one word of each decides, and a table where there is no
    /// memory is known from the set.
    /// </summary>
    public bool MayFault(Memory memory)
    {
        foreach (var probe in probes)
        {
            if (Faults(probe, memory))
            {
                return true;
            }
        }

        return alwaysFaults;
    }

    /// <summary>The words in which a walk may find no translation.</summary>
    public IReadOnlyList<Address> Faulting(Memory memory)
    {
        var words = new List<Address>();
        foreach (var probe in probes)
        {
            if (Faults(probe, memory))
            {
                words.Add(probe.Word);
            }
        }

        return words;
    }

    private static bool Faults(Probe probe, Memory memory)
    {
        var descriptor = memory[probe.Word];
        return !HardwareDescriptor.IsTable(descriptor, probe.IsLast)
            && !(HardwareDescriptor.IsLeaf(descriptor, probe.IsLast) && HardwareDescriptor.IsAccessible(descriptor));
    }

    /// <summary>A page that an access may reach.</summary>
    /// <param name="Page">The page.</param>
    /// <param name="Descriptor">The descriptor by which.</param>
    internal readonly record struct Translation(ulong Page, ulong Descriptor);

    private readonly record struct Probe(Address Word, bool IsLast);
}
