namespace Interlock.Semantics.Transitions;

/// <summary>Pseudo-random numbers that depend on their seed only: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).</summary>
/// <param name="seed">The seed.</param>
public struct SplitMix(ulong seed)
{
    private ulong state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>The next number from zero to below one, with 53 bits.</summary>
    public double NextFraction() => (Next() >> 11) * (1.0 / (1UL << 53));
}
