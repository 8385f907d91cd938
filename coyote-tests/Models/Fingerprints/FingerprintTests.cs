using Interlock.Explorer;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Models.Fingerprints;

/// <summary>Fingerprints of words as programs use them: small numbers, with flags and owners in some bits above.</summary>
public sealed class FingerprintTests
{
    // Of a million fingerprints of 64 bits, two are the same by chance once in thirty million times.
    private const int Million = 1 << 20;

    public static TheoryData<int, int, int> Layouts
    {
        get
        {
            var layouts = new TheoryData<int, int, int>();
            foreach (var shift in new[] { 12, 24, 31, 32, 48, 56, 58 })
            {
                layouts.Add(2, 6, shift); // two words of a small number and six bits
                layouts.Add(4, 3, shift); // four words of two bits and three
            }

            return layouts;
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void States_that_differ_in_a_few_bits_of_each_word_do_not_collide(int words, int bits, int shift)
    {
        var lowBits = (20 / words) - bits;
        foreach (var wide in new[] { false, true })
        {
            var expansion = new Expansion(words, 0, wide);
            expansion.Reset(new ulong[words]);
            var seen = new HashSet<ulong>(Million);
            expansion.Begin(0, 0);
            for (var state = 0; state < Million; state++)
            {
                for (var word = 0; word < words; word++)
                {
                    var value = (uint)(state >> (word * (20 / words))) & ((1U << (20 / words)) - 1);
                    expansion.Set(word, (value & ((1U << lowBits) - 1)) | ((ulong)(value >> lowBits) << shift));
                }

                seen.Add(wide ? expansion[0].High : expansion[0].Low);
            }

            Assert.Equal(Million, seen.Count);
        }
    }

    [Theory]
    [InlineData(FingerprintKind.Bits64)]
    [InlineData(FingerprintKind.Bits128)]
    public void One_word_never_collides(FingerprintKind kind)
    {
        var expansion = new Expansion(1, 0, kind == FingerprintKind.Bits128);
        expansion.Reset([0]);
        expansion.Begin(0, 0);
        var seen = new HashSet<(ulong, ulong)>();
        for (var bit = 0; bit < 64; bit++)
        {
            for (ulong low = 0; low < 1000; low++)
            {
                expansion.Set(0, (1UL << bit) ^ low);
                seen.Add((expansion[0].Low, expansion[0].High));
            }
        }

        Assert.Equal(
            Enumerable.Range(0, 64).SelectMany(bit => Enumerable.Range(0, 1000).Select(low => (1UL << bit) ^ (ulong)low)).Distinct()
                .Count(),
            seen.Count);
    }
}
