using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>
/// The hardware's table walker. It may walk at any time and cache whatever valid descriptors it meets, tables on the way
/// included, so a vCPU may hold everything that any walk could have met: the set only grows until an invalidation. A set
/// is closed if it holds all that walks can meet now; every set of a state is. What one word adds to a set depends on
/// nothing but the set, the VTTBR and the word, so it is worked out once and remembered.
/// </summary>
[Stateless("Remembered answers, which follow from what was asked.")]
internal sealed class Walker
{
    private const int VmidShift = 48;
    private const int WordShift = 32;

    private readonly PageLayout layout;
    private readonly Interned<TlbEntry, TlbSet> sets;
    private readonly Memo<Met> met = new();
    private readonly Memo<TlbSet> combined = new();
    private readonly Memo<TlbSet> without = new();

    public Walker(PageLayout layout)
    {
        this.layout = layout;
        sets = new Interned<TlbEntry, TlbSet>((number, entries) => new TlbSet(number, entries, layout));
    }

    public static ulong VmidOf(ulong vttbr) => vttbr >> VmidShift;

    /// <summary>A set by its number.</summary>
    public TlbSet this[ulong number] => sets[number];

    /// <summary>The set of these entries.</summary>
    public TlbSet SetOf(IEnumerable<TlbEntry> entries) => sets.Of(entries);

    /// <summary>Adds to a closed set what walks can meet since a word was written.</summary>
    /// <param name="held">The set, closed before the write.</param>
    /// <param name="vttbr">The tables.</param>
    /// <param name="word">The word.</param>
    /// <param name="memory">Memory after the write.</param>
    public TlbSet Meet(TlbSet held, ulong vttbr, Address word, Memory memory)
    {
        var (page, descriptor) = (layout.PageAround(word), HardwareDescriptor.Meaning(memory[word]));
        if (!HardwareDescriptor.IsValid(descriptor) || vttbr == 0
            || (PageLayout.PageOf(vttbr) != page && !held.LinksTo(page)))
        {
            return held; // what is invalid is never cached, and what is in no table is never met
        }

        var key = held.Number | ((ulong)(uint)word.Index << WordShift);
        if (!met.TryGet(key, vttbr, descriptor, out var now))
        {
            now = met.Add(key, vttbr, descriptor, MeetAnew(held, vttbr, word, descriptor));
        }

        return now.IsTableNew ? Walk(now.Held, vttbr, PageLayout.PageOf(descriptor), memory) : now.Held;
    }

    /// <summary>Adds to any set all that walks can meet.</summary>
    public TlbSet Close(TlbSet held, ulong vttbr, Memory memory)
    {
        if (vttbr == 0)
        {
            return held;
        }

        var closed = Walk(Combine(held, VmidOf(vttbr)), vttbr, PageLayout.PageOf(vttbr), memory);
        for (ulong page = 0; layout.Has(page); page++)
        {
            if (held.LinksTo(page))
            {
                closed = Walk(closed, vttbr, page, memory);
            }
        }

        return closed;
    }

    /// <summary>What is left of a vCPU's set after an invalidation; it may have to be closed again.</summary>
    public TlbSet Without(TlbSet held, Removal removal, int vcpu) =>
        without.TryGet(held.Number, removal.Number, (ulong)vcpu, out var left)
            ? left
            : without.Add(held.Number, removal.Number, (ulong)vcpu, sets.Of(Left(held, removal, vcpu)));

    // As if every word of the page had just been written: what has been met already adds nothing.
    private TlbSet Walk(TlbSet held, ulong vttbr, ulong page, Memory memory)
    {
        for (var index = 0; layout.Has(page) && index < layout.Entries; index++)
        {
            held = Meet(held, vttbr, layout.Word(page, index), memory);
        }

        return held;
    }

    private Met MeetAnew(TlbSet held, ulong vttbr, Address word, ulong descriptor)
    {
        var vmid = VmidOf(vttbr);
        var added = new List<TlbEntry>(held.Entries.ToArray());
        var isTableNew = false;
        foreach (var (page, level, first) in WalkStart.All(held, vttbr))
        {
            if (page != layout.PageAround(word))
            {
                continue;
            }

            var last = level == layout.LevelsOf(vmid) - 1;
            var index = (ulong)(word.Index - layout.Word(page).Index);
            var entry = new TlbEntry(
                TlbForm.Walk, vmid, first + (index * layout.Span(vmid, level)), level, descriptor, word.Index);
            if (HardwareDescriptor.IsTable(descriptor, last))
            {
                isTableNew |= !held.Entries.Contains(entry);
                added.Add(entry);
            }
            else if (HardwareDescriptor.IsLeaf(descriptor, last) && HardwareDescriptor.IsAccessible(descriptor))
            {
                added.Add(entry with { Form = TlbForm.Stage2 });
                added.Add(entry with { Form = TlbForm.Combined });
            }
        }

        return new Met(sets.Of(added), isTableNew);
    }

    // A walk of both stages may use a translation of stage 2 that is cached.
    private TlbSet Combine(TlbSet held, ulong vmid) => combined.TryGet(held.Number, vmid, 0, out var all)
        ? all
        : combined.Add(held.Number, vmid, 0, CombineAnew(held, vmid));

    private TlbSet CombineAnew(TlbSet held, ulong vmid) => sets.Of(
    [
        .. held.Entries,
        .. held.Entries.ToArray()
            .Where(entry => entry.Vmid == vmid && entry.Form == TlbForm.Stage2)
            .Select(entry => entry with { Form = TlbForm.Combined }),
    ]);

    private IEnumerable<TlbEntry> Left(TlbSet held, Removal removal, int vcpu) => held.Entries.ToArray()
        .Where(entry => removal.Misses(entry, vcpu) || !removal.Issued.Removes(entry, layout));

    private readonly record struct Met(TlbSet Held, bool IsTableNew);
}
