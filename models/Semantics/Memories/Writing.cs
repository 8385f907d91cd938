namespace Interlock.Semantics.Memories;

/// <summary>A write that is to be made; sets of results of reads are a bit each.</summary>
/// <param name="Word">The word.</param>
/// <param name="Value">The value.</param>
/// <param name="Order">What it orders.</param>
/// <param name="Address">The results that the address depends on.</param>
/// <param name="AddressPicked">The results that chose the address.</param>
/// <param name="Data">The results that the value depends on.</param>
/// <param name="Picked">The results that chose the value or the address, or decided whether an exclusive succeeded.</param>
/// <param name="DependsOnRead">Whether the value of an atomic follows from what it read.</param>
internal readonly record struct Writing(
    int Word,
    ulong Value,
    WriteOrder Order,
    ulong Address = 0,
    ulong AddressPicked = 0,
    ulong Data = 0,
    ulong Picked = 0,
    bool DependsOnRead = false)
{
    /// <summary>The step that writes.</summary>
    public Origin By { get; init; } = Origin.Initial;
}
