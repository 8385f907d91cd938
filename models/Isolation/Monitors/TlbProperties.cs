using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;

namespace Interlock.Isolation.Monitors;

/// <summary>
/// What TLBs may hold while nobody is changing a tree: exactly what the tree says, or less. An access by an old translation is
/// possible exactly as long as a TLB may hold it, so these are properties of accesses under way too.
/// </summary>
internal sealed class TlbProperties(MemoryMap map, StageTwoTranslation translation)
{
    private const ulong Rights = (1UL << 6) | (1UL << 7);
    private const ulong ExecuteNever = 1UL << 54;
    private const ulong SoftwareBits = (0b1111UL << 55) | (1UL << 63);
    private readonly int cpus = map.Configuration.Cpus;

    private delegate bool IsOffending(EngineView view, in TlbEntry entry);

    /// <summary>No TLB holds a translation that the tree does not have any more, or not with that permission.</summary>
    public bool NoStaleTranslation(Memory memory) => Holds(memory, partial: false);

    /// <summary>No walk cache leads to a table that is not linked there any more: it may be freed and used for something else.</summary>
    public bool NoStaleTable(Memory memory) => Holds(memory, partial: true);

    /// <summary>No TLB holds anything under a VMID that is no VM's: the next VM to get it would have it all.</summary>
    public bool NoOrphanVmid(Memory memory)
    {
        var view = new EngineView(map, memory);
        if (!view.IsVmTableFree)
        {
            return true;
        }

        for (var cpu = 0; cpu < cpus; cpu++)
        {
            foreach (ref readonly var entry in translation.Held(memory, cpu).Entries)
            {
                if (entry.Vmid != 0 && view.VmOf(entry.Vmid) is null)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The entries by which <see cref="NoStaleTranslation"/> does not hold.</summary>
    public HeldWrongly StaleTranslations(Memory memory) =>
        Offending(
            "no-stale-translation", memory, (EngineView view, in TlbEntry entry) => entry.Form != TlbForm.Walk && !Agrees(view, entry));

    /// <summary>The entries by which <see cref="NoStaleTable"/> does not hold.</summary>
    public HeldWrongly StaleTables(Memory memory) =>
        Offending("no-stale-table", memory, (EngineView view, in TlbEntry entry) => entry.Form == TlbForm.Walk && !Agrees(view, entry));

    /// <summary>The entries by which <see cref="NoOrphanVmid"/> does not hold.</summary>
    public HeldWrongly OrphanVmids(Memory memory) =>
        Offending("no-orphan-vmid", memory, (EngineView view, in TlbEntry entry) => entry.Vmid != 0 && view.VmOf(entry.Vmid) is null);

    /// <summary>
    /// Whether a TLB holds a translation while nobody changes the host's tree: <see cref="NoStaleTranslation"/> could fail.
    /// </summary>
    public bool HoldsTranslation(Memory memory) => Any(memory, entry => entry.Form != TlbForm.Walk);

    /// <summary>Whether a TLB holds a partial walk while nobody changes the host's tree: <see cref="NoStaleTable"/> could fail.</summary>
    public bool HoldsWalk(Memory memory) => Any(memory, entry => entry.Form == TlbForm.Walk);

    /// <summary>
    /// Whether a TLB holds something of a VM's while nobody changes the host's tree: <see cref="NoOrphanVmid"/> could fail.
    /// </summary>
    public bool HoldsOfVm(Memory memory) => Any(memory, entry => entry.Vmid != 0);

    private HeldWrongly Offending(string property, Memory memory, IsOffending isOffending)
    {
        var view = new EngineView(map, memory);
        var found = new List<WronglyHeld>();
        for (var cpu = 0; cpu < cpus; cpu++)
        {
            foreach (ref readonly var entry in translation.Held(memory, cpu).Entries)
            {
                if (isOffending(view, entry))
                {
                    found.Add(new WronglyHeld(cpu, entry));
                }
            }
        }

        return new HeldWrongly(property, found);
    }

    private bool Any(Memory memory, Func<TlbEntry, bool> isMeant)
    {
        var isFree = new EngineView(map, memory).IsFree(map.HostLock);
        for (var cpu = 0; isFree && cpu < cpus; cpu++)
        {
            foreach (ref readonly var entry in translation.Held(memory, cpu).Entries)
            {
                if (isMeant(entry))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool Holds(Memory memory, bool partial)
    {
        var view = new EngineView(map, memory);
        for (var cpu = 0; cpu < cpus; cpu++)
        {
            foreach (ref readonly var entry in translation.Held(memory, cpu).Entries)
            {
                if ((entry.Form == TlbForm.Walk) == partial && !Agrees(view, entry))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // A tree whose lock somebody holds is being changed; a VMID that is no VM's is another property's business.
    private bool Agrees(EngineView view, in TlbEntry entry)
    {
        if (entry.Vmid == 0)
        {
            return !view.IsFree(map.HostLock)
                || IsInTree(view, map.Host.Root.Page.Value, map.Configuration.Host.Levels, entry);
        }

        return view.VmOf(entry.Vmid) is not { } vm
            || !view.IsFree(map.Vm(vm).Lock)
            || IsInTree(view, view[map.Vm(vm).Root], map.Configuration.Guest.Levels, entry);
    }

    private bool IsInTree(EngineView view, ulong root, int levels, in TlbEntry entry)
    {
        var (page, bits) = (root, System.Numerics.BitOperations.Log2((uint)map.Configuration.Entries));
        for (var level = 0; ; level++)
        {
            var index = (int)(entry.IpaPage >> ((levels - 1 - level) * bits)) & (map.Configuration.Entries - 1);
            var word = map.Word(new PageIndex(page), new TableIndex(index));
            var descriptor = view[word];
            if (level == entry.Level)
            {
                return word.Index == entry.Source && SaysAsMuch(descriptor, entry.Descriptor);
            }

            if (!HardwareDescriptor.IsTable(descriptor, level == levels - 1))
            {
                return false;
            }

            page = PageLayout.PageOf(descriptor);
        }
    }

    // The same but for software bits, and at least what the cached one permits.
    private static bool SaysAsMuch(ulong now, ulong cached)
    {
        const ulong Fixed = ~(SoftwareBits | Rights | ExecuteNever);
        return (now & Fixed) == (cached & Fixed)
            && (cached & Rights & ~now) == 0
            && (now & ExecuteNever & ~cached) == 0;
    }
}
