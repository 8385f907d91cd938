using Interlock.Engine.Results;

namespace Interlock.Engine.Addresses;

/// <summary>
/// Some pages of IPA space, one after the other. The end of a range that reaches the top of the address space is the size of the
/// space and not zero: an end that wraps around makes a range look empty, and its TLB entries stay (CVE-2026-89918).
/// </summary>
public readonly record struct IpaRange
{
    private IpaRange(Ipa start, ulong pages)
    {
        Start = start;
        Pages = pages;
    }

    /// <summary>The first address, aligned to a page.</summary>
    public Ipa Start { get; }

    /// <summary>How many pages; at least one, except in the default value.</summary>
    public ulong Pages { get; }

    /// <summary>The first number beyond the range, in bytes; at most <see cref="Ipa.Limit"/>, and then it is no address.</summary>
    public ulong End => Start.Value + (Pages * PageIndex.PageSize);

    /// <summary>
    /// The range that a host asks for, or <see cref="HypercallError.InvalidArgument"/> if its start is not a page of the space, if it
    /// is empty, or if it does not end within the space. No sum or product is formed before it is known to fit.
    /// </summary>
    /// <param name="start">Where the host says that it starts.</param>
    /// <param name="pages">How many pages the host says that it has: any 64 bits.</param>
    /// <param name="limit">The size of the IPA space in bytes, at most <see cref="Ipa.Limit"/>.</param>
    public static Result<IpaRange> Decode(HostIpa start, ulong pages, ulong limit)
    {
        var first = start.Decode(limit);
        if (!first.IsOk)
        {
            return Result.Refused<IpaRange>(first.Error);
        }

        return pages > 0 && pages <= (limit - first.Value.Value) / PageIndex.PageSize
            ? Result.Of(new IpaRange(first.Value, pages))
            : Result.Refused<IpaRange>(HypercallError.InvalidArgument);
    }

    /// <summary>Whether an address is in the range.</summary>
    public bool Contains(Ipa address) => address.Value >= Start.Value && address.Value < End;

    /// <inheritdoc/>
    public override string ToString() => $"ipa:0x{Start.Value:x}..0x{End:x}";
}
