namespace Interlock.Sync.Native;

/// <summary>
/// Choices of the environment: pseudo-random, and repeatable by seed and stream (SplitMix64; Steele, Lea and Flood,
/// OOPSLA 2014). Not thread-safe.
/// </summary>
/// <param name="seed">The seed of the run.</param>
/// <param name="stream">The number of the stream; streams of one seed are independent.</param>
public sealed class SeededChoices(ulong seed, ulong stream)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong state = Mix(Mix(seed + Step) + (stream * Step) + 1);

    /// <summary>Any 64 bits.</summary>
    public ulong Next() => Mix(state += Step);

    /// <summary>A number from zero to <paramref name="bound"/> - 1.</summary>
    /// <param name="bound">The bound, at least one.</param>
    public ulong Below(ulong bound) => Math.BigMul(Next(), bound, out _);

    /// <summary>True with probability <paramref name="of256"/> / 256: never at 0, always at 256.</summary>
    public bool Happens(int of256) => of256 >= 256 || (of256 > 0 && (int)(Next() >> 56) < of256);

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
