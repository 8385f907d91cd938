using Interlock.Engine.Results;

namespace Interlock.Engine.Addresses;

/// <summary>
/// A number of which the host alleges that it is the address of a page of memory. Nothing can be done with it but prove it.
/// </summary>
/// <param name="Allegation">Any 64 bits.</param>
public readonly record struct HostPa(ulong Allegation)
{
    /// <summary>
    /// The page, or <see cref="HypercallError.InvalidArgument"/> if it is not in memory or the address is not aligned to a page.
    /// Who owns the page is another question.
    /// </summary>
    /// <param name="pages">How many pages of physical memory there are, at most <see cref="PageIndex.Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The engine states more pages than addresses can reach.</exception>
    public Result<PageIndex> Decode(ulong pages)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages, PageIndex.Limit);
        return Allegation / PageIndex.PageSize < pages && Allegation % PageIndex.PageSize == 0
            ? Result.Of(new PageIndex(Allegation / PageIndex.PageSize))
            : Result.Refused<PageIndex>(HypercallError.InvalidArgument);
    }

    /// <inheritdoc/>
    public override string ToString() => $"host-pa:0x{Allegation:x}?";
}
