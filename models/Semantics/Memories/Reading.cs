namespace Interlock.Semantics.Memories;

/// <summary>A read that is to be made; sets of results are a bit each.</summary>
/// <param name="Word">The word.</param>
/// <param name="Order">What it orders.</param>
/// <param name="Address">The results that the address depends on.</param>
/// <param name="Picked">The results that chose the address by a conditional select or the like.</param>
/// <param name="Result">The number of its own result; -1 if nothing depends on it.</param>
/// <param name="IsExclusive">Whether it opens an exclusive pair.</param>
/// <param name="IsDiscarded">Whether it is the read of an atomic without a result: then loads are not ordered by it (Arm ARM B2.3, NoRet).</param>
internal readonly record struct Reading(
    int Word, ReadOrder Order, ulong Address = 0, ulong Picked = 0, int Result = -1, bool IsExclusive = false, bool IsDiscarded = false);
