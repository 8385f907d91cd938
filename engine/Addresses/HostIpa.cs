using Interlock.Engine.Results;

namespace Interlock.Engine.Addresses;

/// <summary>A number of which the host alleges that it is the IPA of a page. Nothing can be done with it but prove it.</summary>
/// <param name="Allegation">Any 64 bits.</param>
public readonly record struct HostIpa(ulong Allegation)
{
    /// <summary>The page's IPA, or <see cref="HypercallError.InvalidArgument"/> if it is out of range or not aligned to a page.</summary>
    /// <param name="limit">The size of the VM's IPA space in bytes, at most <see cref="Ipa.Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit, which the engine states, is more than addresses can reach.</exception>
    public Result<Ipa> Decode(ulong limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Ipa.Limit);
        return Allegation < limit && Allegation % PageIndex.PageSize == 0
            ? Result.Of(new Ipa(Allegation))
            : Result.Refused<Ipa>(HypercallError.InvalidArgument);
    }

    /// <inheritdoc/>
    public override string ToString() => $"host-ipa:0x{Allegation:x}?";
}
