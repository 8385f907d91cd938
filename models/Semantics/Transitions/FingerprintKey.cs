using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Threading;

namespace Interlock.Semantics.Transitions;

/// <summary>
/// The key of a run's fingerprints, drawn anew for each run: the states that a program has were fixed before it, so what is true of any
/// two states for all but few keys (<see cref="Fingerprint"/>) is true of them.
/// </summary>
public sealed class FingerprintKey
{
    private static readonly Lazy<FingerprintKey> Process = new(Draw);

    private readonly Lock gate = new();
    private readonly (ulong Offset, ulong[] Factors)[] lanes = [(0, []), (0, [])];

    /// <summary>The key that follows from a seed.</summary>
    /// <param name="seed">The seed; every number is one.</param>
    public FingerprintKey(UInt128 seed) => Seed = seed;

    /// <summary>One that this process has drawn, for what never says under which key it was done.</summary>
    public static FingerprintKey OfProcess => Process.Value;

    /// <summary>What it follows from.</summary>
    public UInt128 Seed { get; }

    /// <summary>The probability, at most, that two given states that differ have the same fingerprint.</summary>
    /// <param name="bits">How many bits fingerprints have: 64 or 128.</param>
    public static double CollisionOfPair(int bits)
    {
        // Of a half that is zero a table keeps one instead, as it does of one: both must be met, by two states, which is 2^-127.
        var half = (1 / (Math.Pow(2, 64) - 1)) + Math.Pow(2, -127);
        return Math.Pow(half, bits / 64);
    }

    /// <summary>A key that was not known before, from the operating system's random numbers.</summary>
    public static FingerprintKey Draw()
    {
        Span<ulong> halves = stackalloc ulong[2];
        RandomNumberGenerator.Fill(MemoryMarshal.AsBytes(halves));
        return new FingerprintKey(new UInt128(halves[1], halves[0]));
    }

    /// <summary>The factors of one half of a fingerprint, none of them zero and each of its own, and what their sum begins with.</summary>
    /// <param name="half">Zero or one; one tells nothing of the other.</param>
    /// <param name="width">How many factors are needed. There may be more; the first are the same for every width.</param>
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
