namespace Interlock.Semantics.Machines.StageTwo;

/// <summary>Where a walk may begin: at the root, or behind any table descriptor that is cached.</summary>
/// <param name="Page">The page of the table; there may be no such page.</param>
/// <param name="Level">The level of the table's descriptors.</param>
/// <param name="IpaPage">The first IPA page that the table translates.</param>
internal readonly record struct WalkStart(ulong Page, int Level, ulong IpaPage)
{
    public static List<WalkStart> All(TlbSet held, ulong vttbr)
    {
        var starts = new List<WalkStart> { new(PageLayout.PageOf(vttbr), 0, 0) };
        foreach (var entry in held.Entries)
        {
            if (entry.Form == TlbForm.Walk && entry.Vmid == Walker.VmidOf(vttbr))
            {
                starts.Add(new WalkStart(PageLayout.PageOf(entry.Descriptor), entry.Level + 1, entry.IpaPage));
            }
        }

        return starts;
    }
}
