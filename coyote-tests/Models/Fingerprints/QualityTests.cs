using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Models.Fingerprints;

/// <summary>Fingerprints are as good as the theorem about them, and the measurements see hashes that are not.</summary>
public sealed class QualityTests
{
    private const ulong Chosen = 0x88d1a8e680dca2e8;

    public static TheoryData<string> Sets => [.. StatesByName.Keys];

    private static readonly Dictionary<string, IReadOnlyList<ulong[]>> StatesByName = new()
    {
        ["random"] = [.. Drawn(512, 3)],
        ["two small numbers"] = [.. Grid(2, 32, number => number)],
        ["four words of two bits"] = [.. Grid(4, 4, number => number)],
        ["two numbers with flags above"] = [.. Grid(2, 32, number => (number & 7) | ((number >> 3) << 60))],
        ["words with and without the chosen difference"] = [.. Grid(2, 32, number => (number >> 1) ^ ((number & 1) * Chosen))],
        ["one bit set in two words"] = [.. Grid(2, 32, number => 1UL << ((int)number * 2))],
        ["runs of bits"] = [.. Grid(2, 32, number => ulong.MaxValue >> (int)number)],
        ["numbers and their complements"] = [.. Grid(2, 32, number => (number & 1) == 0 ? number : ~number)],
        ["a ticket lock's"] = [.. Grid(3, 8, number => number + 1).Select(state => (ulong[])[.. state, state[0] - state[1], 7])],
    };

    [Fact]
    public void Differences_of_fingerprints_are_uniform() => Assert.Empty(Flaws.OfDifferences(new Fingerprints()));

    [Fact]
    public void Halves_of_fingerprints_are_independent() => Assert.Empty(Flaws.OfHalves(new Fingerprints()));

    [Fact]
    public void Every_bit_of_a_word_turns_every_bit_of_a_fingerprint_half_the_time() => Assert.Empty(Flaws.OfAvalanche(new Fingerprints()));

    [Theory]
    [MemberData(nameof(Sets))]
    public void Fingerprints_agree_in_some_bits_as_often_as_theory_says(string states)
    {
        // Linear as they are, structured sets agree wholesale or not at all: it is the mean over keys that theory gives.
        Assert.InRange(Flaws.Agreeing(new Fingerprints(), StatesByName[states], 9, 0, keys: 1500), 0.85, 1.15);
        Assert.InRange(Flaws.Agreeing(new Fingerprints(), StatesByName[states], 5, 4, keys: 1500), 0.85, 1.15);
        Assert.InRange(Flaws.Agreeing(new Fingerprints(), StatesByName[states], 0, 9, keys: 1500), 0.85, 1.15);
    }

    [Fact]
    public void A_partly_linear_mix_is_seen()
    {
        Assert.Contains(Flaws.OfDifferences(new PartlyLinear()), flaw => flaw.StartsWith("the attack", StringComparison.Ordinal));
        Assert.Contains(Flaws.OfHalves(new PartlyLinear()), flaw => flaw.StartsWith("the attack", StringComparison.Ordinal));
        var states = StatesByName["words with and without the chosen difference"];
        Assert.True(Enumerable.Range(0, 600).Sum(key => states.Count - states.Select(state => new PartlyLinear().Of((ulong)key, state).Low).Distinct().Count()) > 0);
    }

    [Fact]
    public void Halves_that_are_not_independent_are_seen() => Assert.NotEmpty(Flaws.OfHalves(new OneHalf()));

    [Fact]
    public void A_hash_whose_low_bits_see_low_bits_only_is_seen()
    {
        Assert.NotEmpty(Flaws.OfAvalanche(new Integers()));
        Assert.NotEmpty(Flaws.OfDifferences(new Integers()));
    }

    // Two words of 2 x 800 values: 116 of six million states were lost once.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void States_that_differ_by_the_chosen_difference_do_not_collide(ulong seed)
    {
        var expansion = new Expansion(2, 0, wide: true, new FingerprintKey(seed));
        expansion.Reset([0, 0]);
        expansion.Begin(0, 0);
        var (low, high) = (new List<ulong>(), new List<ulong>());
        for (ulong first = 0; first < 1600; first++)
        {
            expansion.Set(0, (first >> 1) ^ ((first & 1) * Chosen));
            for (ulong second = 0; second < 1600; second++)
            {
                expansion.Set(1, (second >> 1) ^ ((second & 1) * Chosen));
                low.Add(expansion[0].Low);
                high.Add(expansion[0].High);
            }
        }

        Assert.Equal(low.Count, Distinct(low));
        Assert.Equal(high.Count, Distinct(high));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Slots_of_a_table_are_taken_about_as_evenly_as_by_random_numbers(string states)
    {
        var hash = new Fingerprints();
        var mean = Enumerable.Range(0, 200)
            .Average(key => Probes([.. StatesByName[states].Select(state => hash.Of((ulong)key, state).Low)]));

        // Random fingerprints come to about two further slots at this load, which is the highest there is.
        Assert.InRange(mean, 0, 3.5);
    }

    // How many slots beyond the first are looked at, per state, by linear probing at a load of four fifths.
    private static double Probes(ulong[] fingerprints)
    {
        var taken = new bool[fingerprints.Length * 5 / 4];
        var probes = 0L;
        foreach (var fingerprint in fingerprints)
        {
            var slot = Math.BigMul(fingerprint, (ulong)taken.Length, out _);
            for (; taken[slot]; slot = slot + 1 == (ulong)taken.Length ? 0 : slot + 1)
            {
                probes++;
            }

            taken[slot] = true;
        }

        return (double)probes / fingerprints.Length;
    }

    private static int Distinct(List<ulong> numbers)
    {
        numbers.Sort();
        return 1 + Enumerable.Range(1, numbers.Count - 1).Count(index => numbers[index] != numbers[index - 1]);
    }

    private static IEnumerable<ulong[]> Drawn(int count, int width)
    {
        var random = new SplitMix(2);
        for (var state = 0; state < count; state++)
        {
            yield return [.. Enumerable.Range(0, width).Select(_ => random.Next())];
        }
    }

    private static IEnumerable<ulong[]> Grid(int width, ulong values, Func<ulong, ulong> value)
    {
        for (ulong state = 0; state < Math.Pow(values, width); state++)
        {
            var left = state;
            var words = new ulong[width];
            for (var word = 0; word < width; word++, left /= values)
            {
                words[word] = value(left % values);
            }

            yield return words;
        }
    }
}
