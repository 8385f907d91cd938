namespace Interlock.Engine.Addresses;

/// <summary>The position of an entry in a translation table, from zero.</summary>
public readonly record struct TableIndex
{
    /// <summary>The entries of a full table of 4 KiB (DDI 0487 D8.3.1); a geometry may have fewer.</summary>
    public const int Limit = 512;

    /// <summary>The size of an entry, in bytes.</summary>
    public const int EntrySize = 8;

    /// <summary>A position.</summary>
    /// <param name="value">From zero to 511.</param>
    /// <exception cref="ArgumentOutOfRangeException">No table has such an entry.</exception>
    public TableIndex(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, Limit);
        Value = value;
    }

    /// <summary>The position, from zero to 511.</summary>
    public int Value { get; }

    /// <inheritdoc/>
    public override string ToString() => $"entry:{Value}";
}
