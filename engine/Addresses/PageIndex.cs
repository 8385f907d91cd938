namespace Interlock.Engine.Addresses;

/// <summary>The number of a page of physical memory, from zero: what is owned, mapped and handed over.</summary>
public readonly record struct PageIndex
{
    /// <summary>
    /// The logarithm of the page size. It is fixed: with granules of 16 and 64 KiB the fields of a descriptor and the levels that
    /// hold blocks are others too (DDI 0487 D8.3.1).
    /// </summary>
    public const int PageBits = 12;

    /// <summary>The size of a page, in bytes.</summary>
    public const ulong PageSize = 1UL << PageBits;

    /// <summary>The first number that is no page.</summary>
    public const ulong Limit = Pa.Limit >> PageBits;

    /// <summary>A page that the engine computed itself.</summary>
    /// <param name="value">The number of the page, below <see cref="Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page.</exception>
    public PageIndex(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, Limit);
        Value = value;
    }

    /// <summary>The number of the page, below <see cref="Limit"/>.</summary>
    public ulong Value { get; }

    /// <summary>The first address of the page.</summary>
    public Pa Address => new(Value << PageBits);

    /// <inheritdoc/>
    public override string ToString() => $"page:0x{Value:x}";
}
