using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync.Native;

namespace Interlock.Semantics.Machines.Native;

/// <summary>
/// One vCPU's TLB and walk cache: fully associative, replaced at random. Whoever touches it holds the vCPU's lock and
/// brings choices of his own.
/// </summary>
internal sealed class SoftwareTlb(int capacity)
{
    private readonly CachedDescriptor[] entries = new CachedDescriptor[capacity];

    /// <summary>Any entry that translates an address: tables if asked for, else leaves of either form.</summary>
    public bool Find(ulong vmid, ulong ipaPage, bool tables, SeededChoices choices, out CachedDescriptor found)
    {
        var start = (int)choices.Below((ulong)entries.Length);
        for (var step = 0; step < entries.Length; step++)
        {
            ref readonly var entry = ref entries[start];
            if (entry.Translates(vmid, ipaPage) && entry.Form == TlbForm.Walk == tables)
            {
                found = entry;
                return true;
            }

            start = start + 1 == entries.Length ? 0 : start + 1;
        }

        found = default;
        return false;
    }

    /// <summary>Caches a descriptor, in an empty place if there is one, unless it is there already.</summary>
    public void Add(in CachedDescriptor entry, SeededChoices choices)
    {
        var place = -1;
        for (var index = 0; index < entries.Length; index++)
        {
            if (entries[index].IsEmpty)
            {
                place = index;
            }
            else if (entries[index] == entry)
            {
                return;
            }
        }

        entries[place < 0 ? (int)choices.Below((ulong)entries.Length) : place] = entry;
    }

    /// <summary>Removes what a TLBI concerns.</summary>
    public void Remove(PostedInvalidation invalidation)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            if (!entries[index].IsEmpty && invalidation.Removes(entries[index]))
            {
                entries[index] = default;
            }
        }
    }

    /// <summary>Makes combined translations of those of stage 2, as the hardware may at any time.</summary>
    public void Combine(ulong vmid, int odds, SeededChoices choices)
    {
        for (var index = 0; index < entries.Length; index++)
        {
            if (!entries[index].IsEmpty && entries[index].Form == TlbForm.Stage2 && entries[index].Vmid == vmid
                && choices.Happens(odds))
            {
                Add(entries[index] with { Form = TlbForm.Combined }, choices);
            }
        }
    }
}
