using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>Trees and translations as the hardware reads them, for a picture.</summary>
/// <param name="machine">The machine that walks and caches.</param>
public sealed class TablePictures(StageTwoTranslation machine)
{
    private const ulong OwnerMask = 0xff;
    private const int OwnerShift = 2;
    private const int StateShift = 55;
    private const int FirstGuest = 2;
    private readonly PageLayout layout = machine.Layout;

    /// <summary>The tree that a value of VTTBR_EL2 begins.</summary>
    /// <param name="memory">A state of a program on this machine.</param>
    /// <param name="name">Who is translated.</param>
    /// <param name="note">What is said beside the tree.</param>
    /// <param name="vttbr">The value.</param>
    public RegimeBox Regime(Memory memory, string name, string note, ulong vttbr)
    {
        var tables = new List<TableBox>();
        Walk(memory, PageLayout.PageOf(vttbr), Walker.VmidOf(vttbr), 0, 0, tables);
        return new(name, note, (int)PageLayout.PageOf(vttbr), tables);
    }

    /// <summary>What each vCPU may translate by.</summary>
    /// <param name="memory">A state of a program on this machine.</param>
    /// <param name="vcpus">How many vCPUs there are.</param>
    /// <param name="nameOf">Whom a value of VTTBR_EL2 translates.</param>
    public IReadOnlyList<VcpuBox> Vcpus(Memory memory, int vcpus, Func<ulong, string> nameOf)
    {
        var boxes = new List<VcpuBox>();
        for (var vcpu = 0; vcpu < vcpus; vcpu++)
        {
            var held = new List<HeldBox>();
            foreach (var entry in machine.Held(memory, vcpu).Entries)
            {
                held.Add(Held(memory, entry));
            }

            boxes.Add(new VcpuBox(
                $"vcpu{vcpu}",
                nameOf(StageTwoTranslation.Vttbr(memory, vcpu)),
                [.. machine.EarlierVttbrs(memory, vcpu).ToArray().Select(nameOf)],
                held));
        }

        return boxes;
    }

    private void Walk(Memory memory, ulong table, ulong vmid, int level, long ipa, List<TableBox> into)
    {
        var levels = layout.LevelsOf(vmid);
        // A guest may have written what is taken for a table: trees need be none.
        if (!layout.Has(table) || into.Count > layout.Pages * levels)
        {
            return;
        }

        var (last, span) = (level == levels - 1, (long)layout.Span(vmid, level));
        var entries = new List<EntryBox>();
        var below = new List<(ulong Table, long Ipa)>();
        for (var index = 0; index < layout.Entries; index++)
        {
            var descriptor = memory[layout.Word(table, index)];
            var from = ipa + (index * span);
            if (HardwareDescriptor.IsTable(descriptor, last))
            {
                below.Add((PageLayout.PageOf(descriptor), from));
            }

            entries.Add(Entry(index, from, span, descriptor, last));
        }

        into.Add(new TableBox((int)table, level, ipa, entries));
        foreach (var (next, from) in below)
        {
            Walk(memory, next, vmid, level + 1, from, into);
        }
    }

    private static EntryBox Entry(int index, long ipa, long pages, ulong descriptor, bool last)
    {
        var target = (int)PageLayout.PageOf(descriptor);
        if (HardwareDescriptor.IsTable(descriptor, last))
        {
            return new(index, ipa, pages, "table", target, string.Empty, string.Empty);
        }

        if (HardwareDescriptor.IsLeaf(descriptor, last))
        {
            var note = HardwareDescriptor.IsAccessible(descriptor) ? StateOf(descriptor) : "no access flag";
            return new(index, ipa, pages, last ? "page" : "block", target, HardwareDescriptor.Rights(descriptor), note);
        }

        var owner = (descriptor >> OwnerShift) & OwnerMask;
        return new(index, ipa, pages, "invalid", null, string.Empty, owner switch
        {
            0 => string.Empty,
            1 => "engine",
            _ => $"VM {owner - FirstGuest}",
        });
    }

    private HeldBox Held(Memory memory, in TlbEntry entry)
    {
        var (table, index) = Math.DivRem(entry.Source, layout.Entries);
        var kind = entry.Form == TlbForm.Walk ? "table" : entry.Level == layout.LevelsOf(entry.Vmid) - 1 ? "page" : "block";
        return new(
            (long)entry.Vmid,
            (long)entry.IpaPage,
            (long)layout.Span(entry.Vmid, entry.Level),
            entry.Form == TlbForm.Combined ? $"combined {kind}" : kind,
            (int)PageLayout.PageOf(entry.Descriptor),
            entry.Form == TlbForm.Walk ? string.Empty : HardwareDescriptor.Rights(entry.Descriptor),
            table,
            index,
            HardwareDescriptor.Meaning(memory[new Address(entry.Source)]) != entry.Descriptor);
    }

    private static string StateOf(ulong descriptor) => ((descriptor >> StateShift) & 3) switch
    {
        1 => "owned",
        2 => "lent",
        3 => "borrowed",
        _ => string.Empty,
    };
}
