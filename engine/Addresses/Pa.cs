namespace Interlock.Engine.Addresses;

/// <summary>A physical address: what stage 2 translates to. In bytes. The default is address zero.</summary>
public readonly record struct Pa
{
    /// <summary>The width of an address, in bits: what a descriptor holds without FEAT_LPA2 (DDI 0487 D8.3.1).</summary>
    public const int Bits = 48;

    /// <summary>The first number that is no address.</summary>
    public const ulong Limit = 1UL << Bits;

    /// <summary>An address that the engine computed itself. One that it was told is a <see cref="HostPa"/>.</summary>
    /// <param name="value">In bytes, below <see cref="Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is no address.</exception>
    public Pa(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, Limit);
        Value = value;
    }

    /// <summary>The address in bytes, below <see cref="Limit"/>.</summary>
    public ulong Value { get; }

    /// <summary>The page that the address is in.</summary>
    public PageIndex Page => new(Value / PageIndex.PageSize);

    /// <summary>The address some bytes further up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such address; it never wraps around.</exception>
    public Pa Plus(ulong bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bytes, Limit - Value);
        return new(Value + bytes);
    }

    /// <inheritdoc/>
    public override string ToString() => $"pa:0x{Value:x}";
}
