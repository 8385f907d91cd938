using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Models.Fingerprints;

/// <summary>What the proof about fingerprints rests on: a field, and numbers that look uniform.</summary>
public sealed class ProductTests
{
    private const ulong Remainder = 0x1B;

    private static readonly ulong[] Corners = [0, 1, 2, 3, Remainder, 1UL << 63, ulong.MaxValue, 0x5555555555555555, 0x88d1a8e680dca2e8];

    [Fact]
    public void Products_are_those_of_polynomials_without_and_with_the_processors_help()
    {
        var random = new SplitMix(5);
        var elements = Corners.Concat(Enumerable.Range(0, 300).Select(_ => random.Next())).ToList();
        foreach (var left in elements)
        {
            foreach (var right in elements)
            {
                var product = Slowly(left, right);
                Assert.Equal(product, BinaryField.Multiply(left, right));
                Assert.Equal(product, BinaryField.MultiplyInSoftware(left, right));
            }
        }
    }

    [Fact]
    public void A_sum_of_products_is_the_products_summed()
    {
        var random = new SplitMix(6);
        for (var length = 0; length < 70; length++)
        {
            var left = Enumerable.Range(0, length + 2).Select(_ => random.Next()).ToArray();
            var right = Enumerable.Range(0, length).Select(_ => random.Next()).ToArray();

            Assert.Equal(
                right.Zip(left, BinaryField.Multiply).Aggregate(0UL, (sum, product) => sum ^ product), BinaryField.Multiply(left, right));
        }
    }

    // Rabin's test of irreducibility for degree 64, whose only prime factor is two: x^(2^64) = x, and x^(2^32) + x has no
    // factor in common with the polynomial, so its remainder can be divided by.
    [Fact]
    public void The_polynomial_is_irreducible_so_every_element_but_zero_has_an_inverse()
    {
        Assert.Equal(2UL, Squared(2, 64));
        Assert.Equal(1UL, GreatestCommonDivisor(new UInt128(1, Remainder), Squared(2, 32) ^ 2));
        var random = new SplitMix(8);
        foreach (var element in Corners.Skip(1).Concat(Enumerable.Range(0, 200).Select(_ => random.Next())))
        {
            // element^(2^64 - 2), the product of all its squares but the first.
            var inverse = Enumerable.Range(1, 63)
                .Aggregate(1UL, (product, times) => BinaryField.Multiply(product, Squared(element, times)));
            Assert.Equal(1UL, BinaryField.Multiply(element, inverse));
        }
    }

    // Test vectors of draft-strombergson-chacha-test-vectors-01: ChaCha20 with a key of 128 bits and an initialization vector of 64.
    [Fact]
    public void The_key_stream_is_that_of_the_publication()
    {
        var stream = new ChaCha(0, 0);
        var bytes = Enumerable.Range(0, 16).SelectMany(_ => BitConverter.GetBytes(stream.Next())).ToArray();

        Assert.Equal(
            "89670952608364fd00b2f90936f031c8e756e15dba04b8493d00429259b20f46cc04f111246b6c2ce066be3bfb32d9aa0fddfbc12123d4b9e44f34dca05a103f" +
            "6cd135c2878c832b5896b134f6142a9d4d8d0d8f1026d20a0a81512cbce6e9758a7143d021978022a384141a80cea3062f41f67a752e66ad3411984c787e30ad",
            Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Every_bit_of_a_seed_and_every_stream_counts()
    {
        var drawn = Enumerable.Range(0, 128).Select(bit => new ChaCha(UInt128.One << bit, 0).Next())
            .Concat(Enumerable.Range(0, 64).Select(bit => new ChaCha(0, 1UL << bit).Next()))
            .Append(new ChaCha(0, 0).Next()).ToList();

        Assert.Equal(drawn.Count, drawn.Distinct().Count());
    }

    private static ulong Slowly(ulong left, ulong right)
    {
        UInt128 product = 0;
        for (var bit = 0; bit < 64; bit++)
        {
            product ^= (right >> bit & 1) == 0 ? 0 : (UInt128)left << bit;
        }

        for (var bit = 127; bit >= 64; bit--)
        {
            product ^= (product >> bit & 1) == 0 ? 0 : new UInt128(1, Remainder) << (bit - 64);
        }

        return (ulong)product;
    }

    private static ulong Squared(ulong element, int times)
    {
        for (; times > 0; times--)
        {
            element = BinaryField.Multiply(element, element);
        }

        return element;
    }

    private static UInt128 GreatestCommonDivisor(UInt128 one, UInt128 other)
    {
        while (other != 0)
        {
            while (one != 0 && UInt128.LeadingZeroCount(one) <= UInt128.LeadingZeroCount(other))
            {
                one ^= other << (int)(UInt128.LeadingZeroCount(other) - UInt128.LeadingZeroCount(one));
            }

            (one, other) = (other, one);
        }

        return one;
    }
}
