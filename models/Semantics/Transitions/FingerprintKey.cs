using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// The key of a run's fingerprints, drawn for each run. The states of a program are fixed before the key is drawn, so the theorem on
/// any two fixed states (<see cref="Fingerprint"/>) applies to them.
/// </summary>
public sealed class FingerprintKey
{
    private static readonly Lazy<FingerprintKey> Process = new(Draw);

    private readonly Lock gate = new();
    private readonly (ulong Offset, ulong[] Factors)[] lanes = [(0, []), (0, [])];

    /// <summary>The key that follows from a seed.</summary>
    /// <param name="seed">The seed; every number is one.</param>
    public FingerprintKey(UInt128 seed) => Seed = seed;

    /// <summary>The key of this process, for results that never depend on the key.</summary>
    public static FingerprintKey OfProcess => Process.Value;

    /// <summary>The seed of the key.</summary>
    public UInt128 Seed { get; }

    /// <summary>An upper bound of the probability that two given, different states have the same fingerprint.</summary>
    /// <param name="bits">The number of bits of a fingerprint: 64 or 128.</param>
    public static double CollisionOfPair(int bits)
    {
        // Of a half that is zero a table keeps one instead, as it does of one: both must be met, by two states, which is 2^-127.
        var half = (1 / (Math.Pow(2, 64) - 1)) + Math.Pow(2, -127);
        return Math.Pow(half, bits / 64);
    }

    /// <summary>A new key, from the operating system's random numbers.</summary>
    public static FingerprintKey Draw()
    {
        Span<ulong> halves = stackalloc ulong[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(halves));
        return new FingerprintKey(new UInt128(halves[1], halves[0]));
    }

    /// <summary>The offset and the factors of one half of a fingerprint; no factor is zero.</summary>
    /// <param name="half">Zero or one; the two halves are independent.</param>
    /// <param name="width">The least number of factors. The first factors are the same for every width.</param>
    internal (ulong Offset, ulong[] Factors) Lane(int half, int width)
    {
        lock (gate)
        {
            ref var lane = ref lanes[half];
            if (lane.Factors.Length < width)
            {
                var numbers = new ChaCha(Seed, (ulong)half);
                lane = (numbers.Next(), new ulong[width]);
                for (var position = 0; position < width;)
                {
                    lane.Factors[position] = numbers.Next();
                    position += lane.Factors[position] == 0 ? 0 : 1;
                }
            }

            return lane;
        }
    }
}
