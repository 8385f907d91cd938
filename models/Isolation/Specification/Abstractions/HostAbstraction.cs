using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Isolation.Specifications.Abstractions;

/// <summary>Reads the host's component: its last-level entries, the counts of shares and the generation.</summary>
public sealed class HostAbstraction(MemoryMap map) : IAbstraction<HostState>
{
    private const int OwnerShift = 2;
    private const ulong FirstGuest = 2;

    private int FirstTableWord => map.Configuration.Pages * map.Configuration.Entries;

    private int TableWords => (map.AllPages - map.Configuration.Pages) * map.Configuration.Entries;

    /// <inheritdoc/>
    public int Capacity => TableWords + map.Configuration.Pages + 1;

    /// <inheritdoc/>
    public int Gather<TWords>(TWords words, Span<ulong> into)
        where TWords : IWords, allows ref struct
    {
        var count = 0;
        for (var word = 0; word < TableWords; word++)
        {
            into[count++] = words.Read(new Address(FirstTableWord + word));
        }

        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            into[count++] = words.Read(map.Shares(new PageIndex((ulong)page)));
        }

        into[count++] = words.Read(map.VmidGeneration);
        return count;
    }

    /// <inheritdoc/>
    public Reading<HostState> Read<TWords>(TWords words)
        where TWords : IWords, allows ref struct
    {
        var (first, pages) = (map.HostEntry(default).Index, new List<HostPage>());
        for (var word = 0; word < TableWords; word++)
        {
            var address = new Address(FirstTableWord + word);
            if ((address.Index < first || address.Index >= first + map.Configuration.Pages)
                && words.Read(address) != map.AtBoot(address))
            {
                return new(null, Misread.Of(
                    $"the host's tables hold 0x{words.Read(address):x} in word {word}, which never changes after boot",
                    Concern.Value(words.Read(address))));
            }
        }

        for (var page = 0; page < map.Configuration.Pages; page++)
        {
            var index = new PageIndex((ulong)page);
            var (entry, shares) = (new EntryBits(words.Read(map.HostEntry(index))), words.Read(map.Shares(index)));
            if (Holding(entry, page) is not { } held || shares > (ulong)map.Configuration.MostShares + 1)
            {
                return new(null, Misread.Of(
                    $"the host's entry of page {page} is 0x{entry.Bits:x} with {shares} guest mappings: no engine writes that",
                    Concern.Page(page),
                    Concern.Value(entry.Bits)));
            }

            pages.Add(held with { Shares = (int)shares });
        }

        return new(new HostState(Rows.Of(pages), (int)words.Read(map.VmidGeneration)), null);
    }

    private HostPage? Holding(EntryBits entry, int page)
    {
        if (entry.IsInvalid)
        {
            var owner = entry.Bits >> OwnerShift;
            return entry.Bits != owner << OwnerShift || owner >= FirstGuest + (ulong)map.Configuration.Vms ? null
                : owner == 0 ? HostPage.Own
                : owner == 1 ? HostPage.OfEngine
                : HostPage.OfVm((int)(owner - FirstGuest));
        }

        if (!entry.IsTableOrPage || !entry.IsPlainLeaf || !entry.IsWritable || entry.Page != (ulong)page)
        {
            return null;
        }

        return entry.State switch
        {
            PageState.Owned => HostPage.Own,
            PageState.SharedOwned => new(HostHolds.Lends, 0, 0),
            PageState.SharedBorrowed => HostPage.Borrowed,
            PageState.None => null,
        };
    }
}
