namespace Interlock.Engine.Addresses;

/// <summary>
/// An intermediate physical address: what a VM takes for physical memory, and what stage 2 translates. In bytes. The default is
/// address zero.
/// </summary>
public readonly record struct Ipa
{
    /// <summary>The width of an address, in bits: the input of four levels with 4 KiB pages, without FEAT_LPA2 (DDI 0487 D8.1).</summary>
    public const int Bits = 48;

    /// <summary>The first number that is no address.</summary>
    public const ulong Limit = 1UL << Bits;

    /// <summary>An address that the engine computed itself. One that it was told is a <see cref="HostIpa"/>.</summary>
    /// <param name="value">In bytes, below <see cref="Limit"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is no address.</exception>
    public Ipa(ulong value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, Limit);
        Value = value;
    }

    /// <summary>The address in bytes, below <see cref="Limit"/>.</summary>
    public ulong Value { get; }

    /// <inheritdoc/>
    public override string ToString() => $"ipa:0x{Value:x}";
}
