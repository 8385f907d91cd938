using Interlock.Semantics.Transitions;

namespace Interlock.CoyoteTests.Models.Fingerprints;

/// <summary>Measures hashes against what the theory says of a uniform one, over many keys.</summary>
internal static class Flaws
{
    private const int Keys = 1 << 12;
    private const int Bins = 256;

    // Of a chi-square of 255 degrees of freedom: met by chance once in about 10^9 measurements.
    private const double Highest = 410;

    /// <summary>Differences of two states: by name, the states.</summary>
    public static IEnumerable<(string Name, ulong[] One, ulong[] Other)> Pairs()
    {
        // What the two rotations of the mutant turn into the highest bit: the difference by which it was attacked.
        const ulong Chosen = 0x88d1a8e680dca2e8;
        var random = new SplitMix(11);
        yield return ("the attack", [0x5C, 0x6B3], [0x5C ^ Chosen, 0x6B3 ^ Chosen]);
        yield return ("the attack on the counterexample's words", [21356, 1715], [21356 ^ Chosen, 1715 ^ Chosen]);
        foreach (var bit in new[] { 0, 1, 7, 31, 32, 48, 62, 63 })
        {
            yield return ($"bit {bit} of one word", [5, 9], [5, 9 ^ (1UL << bit)]);
            yield return ($"bit {bit} of two words", [5, 9], [5 ^ (1UL << bit), 9 ^ (1UL << bit)]);
            yield return ($"bit {bit} of four words", [5, 9, 1, 0], [5 ^ (1UL << bit), 9 ^ (1UL << bit), 1 ^ (1UL << bit), 1UL << bit]);
        }

        foreach (var (from, to) in new[] { (0, 7), (0, 31), (32, 63), (56, 63), (20, 40), (0, 63) })
        {
            var run = (ulong.MaxValue >> (63 - to + from)) << from;
            yield return ($"bits {from} to {to} of two words", [3, 3], [3 ^ run, 3 ^ run]);
        }

        yield return ("complements", [1, 2, 3], [~1UL, ~2UL, ~3UL]);
        yield return ("words exchanged", [1, 2], [2, 1]);
        yield return ("words shifted by one place", [1, 2, 3, 0], [0, 1, 2, 3]);
        yield return ("one more here, one less there", [10, 20], [11, 19]);
        yield return ("zero and one", [0, 0], [0, 1]);
        for (var number = 0; number < 8; number++)
        {
            var difference = random.Next();
            yield return ($"random difference {number} in two words", [7, 7], [7 ^ difference, 7 ^ difference]);
            yield return ($"two random differences {number}", [7, 7], [random.Next(), random.Next()]);
        }
    }

    /// <summary>
    /// What is wrong with the differences of two states' hashes: each byte of each half must be any of its values equally often, and so
    /// must two half bytes, one from each half.
    /// </summary>
    public static IEnumerable<string> OfDifferences(Hash hash)
    {
        foreach (var (name, one, other) in Pairs())
        {
            var counts = Enumerable.Range(0, 24).Select(_ => new int[Bins]).ToArray();
            for (ulong key = 0; key < Keys; key++)
            {
                var (first, second) = (hash.Of(key, one), hash.Of(key, other));
                var (low, high) = (first.Low ^ second.Low, first.High ^ second.High);
                for (var place = 0; place < 8; place++)
                {
                    counts[place][(byte)(low >> (8 * place))]++;
                    counts[8 + place][(byte)(high >> (8 * place))]++;
                    counts[16 + place][((low >> (8 * place)) & 0xF) | (((high >> (8 * place)) & 0xF) << 4)]++;
                }
            }

            var worst = counts.Select(ChiSquare).Max();
            if (worst > Highest)
            {
                yield return $"{name}: chi-square {worst:0}";
            }
        }
    }

    /// <summary>Which bits of the input do not turn each bit of the output for half of the keys.</summary>
    public static IEnumerable<string> OfAvalanche(Hash hash)
    {
        const int Tries = 4096;
        for (var bit = 0; bit < 64; bit++)
        {
            var turned = new int[128];
            for (ulong key = 0; key < Tries; key++)
            {
                var (first, second) = (hash.Of(key, 0x1234, 0), hash.Of(key, 0x1234, 1UL << bit));
                for (var place = 0; place < 64; place++)
                {
                    turned[place] += (int)(((first.Low ^ second.Low) >> place) & 1);
                    turned[64 + place] += (int)(((first.High ^ second.High) >> place) & 1);
                }
            }

            // Six standard deviations, of 8,192 measurements.
            if (turned.FirstOrDefault(count => Math.Abs(count - (Tries / 2)) > 6 * 32) is var odd and not 0)
            {
                yield return $"input bit {bit} turns an output bit for {odd} of {Tries} keys";
            }
        }
    }

    /// <summary>
    /// How many pairs of states agree in some bits of their hashes, relative to what theory gives: one in 2 to the number of bits.
    /// </summary>
    /// <param name="hash">The hash.</param>
    /// <param name="states">The states, all different.</param>
    /// <param name="lowBits">How many bits of the first half, the highest: those that index a table.</param>
    /// <param name="highBits">How many of the second half, the lowest.</param>
    /// <param name="keys">Over how many keys.</param>
    public static double Agreeing(Hash hash, IReadOnlyList<ulong[]> states, int lowBits, int highBits, int keys)
    {
        var agreeing = 0L;
        var counts = new int[1 << (lowBits + highBits)];
        for (var key = 0; key < keys; key++)
        {
            Array.Clear(counts);
            foreach (var state in states)
            {
                var (low, high) = hash.Of((ulong)key, state);
                var bits = lowBits == 0 ? 0 : low >> (64 - lowBits);
                agreeing += counts[(int)((bits << highBits) | (high & ((1UL << highBits) - 1)))]++;
            }
        }

        return agreeing / ((double)keys * states.Count * (states.Count - 1) / 2) * counts.Length;
    }

    /// <summary>
    /// For which pairs of states some bits of both halves' differences follow from others for every key: the rank of the differences, as
    /// vectors of 128 bits, is less than 128.
    /// </summary>
    public static IEnumerable<string> OfHalves(Hash hash)
    {
        foreach (var (name, one, other) in Pairs())
        {
            var basis = new UInt128[128];
            for (ulong key = 0; key < 256; key++)
            {
                var (first, second) = (hash.Of(key, one), hash.Of(key, other));
                var left = new UInt128(first.High ^ second.High, first.Low ^ second.Low);
                while (left != 0 && basis[(int)UInt128.Log2(left)] is var known && known != 0)
                {
                    left ^= known;
                }

                if (left != 0)
                {
                    basis[(int)UInt128.Log2(left)] = left;
                }
            }

            if (basis.Count(vector => vector != 0) is < 128 and var rank)
            {
                yield return $"{name}: rank {rank}";
            }
        }
    }

    private static double ChiSquare(int[] counts)
    {
        const double Expected = (double)Keys / Bins;
        return counts.Sum(count => (count - Expected) * (count - Expected) / Expected);
    }
}
