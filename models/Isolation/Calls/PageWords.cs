using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;

namespace Interlock.Isolation.Calls;

/// <summary>Addresses of words of pages, counted from the last word, which is where clients go that use one word of a page only.</summary>
internal sealed class PageWords(MemoryMap map)
{
    private readonly ulong last = (ulong)(map.Configuration.Entries - 1) * TableIndex.EntrySize;

    /// <summary>The address of a word.</summary>
    /// <param name="page">The page, of memory or of IPA space.</param>
    /// <param name="fromLast">Which word of it, from the last one.</param>
    public ulong AddressOf(ulong page, ulong fromLast = 0) => (page * PageIndex.PageSize) + last - (fromLast * TableIndex.EntrySize);
}
