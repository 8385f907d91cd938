using Interlock.Explorer;
using Interlock.Explorer.States;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Walks;

/// <summary>What walks know of each other, and the numbers that they draw.</summary>
public sealed class FamiliarityTests
{
    [Fact]
    public void Numbers_are_those_of_the_publication()
    {
        // The reference implementation's first numbers from the seed 1234567 (prng.di.unimi.it/splitmix64.c).
        var random = new SplitMix(1234567);

        ulong[] drawn = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821], drawn);
    }

    [Fact]
    public void Fractions_are_below_one_and_spread()
    {
        var random = new SplitMix(7);
        var fractions = Enumerable.Range(0, 10_000).Select(_ => random.NextFraction()).ToList();

        Assert.All(fractions, fraction => Assert.InRange(fraction, 0, 1 - 1e-16));
        Assert.All(Enumerable.Range(0, 10), tenth => Assert.InRange(fractions.Count(fraction => (int)(fraction * 10) == tenth), 900, 1100));
    }

    [Fact]
    public void Weights_are_followed_and_nothing_is_impossible()
    {
        var random = new SplitMix(1);
        var drawn = new int[3];
        for (var time = 0; time < 110_000; time++)
        {
            drawn[Steering.Draw([1, 0.1, 0.001], ref random)]++;
        }

        Assert.InRange(drawn[1], 9_000, 11_000);
        Assert.InRange(drawn[2], 50, 200);
    }

    [Fact]
    public void A_set_of_fingerprints_holds_what_was_added()
    {
        using var set = new FingerprintSet(FingerprintKind.Bits64, workers: 1, numbered: false);
        var random = new SplitMix(3);
        var added = Enumerable.Range(0, 50_000).Select(_ => random.Next()).Append(0UL).ToArray();

        set.Add(added, 0);
        set.Add(added, 0);

        Assert.Equal(added.Length, set.Count);
        Assert.All(added, fingerprint => Assert.True(set.Contains(fingerprint)));
        Assert.False(set.Contains(random.Next()));
    }

    [Fact]
    public void Memory_is_bounded_and_what_is_known_stays_known()
    {
        using var familiarity = new Familiarity(width: 1, mostBytes: 1);
        familiarity.Learn(Through(1, 2, 3));
        familiarity.Learn(Through(4, 5));

        Assert.True(familiarity.IsFull);
        Assert.Equal(3, familiarity.States);
        Assert.True(familiarity.Knows(2));
        Assert.False(familiarity.Knows(4));
    }

    [Fact]
    public void The_rarest_values_of_a_word_are_kept_and_no_word_crowds_out_another()
    {
        using var familiarity = new Familiarity(width: 2);
        var outposts = new Outposts(familiarity, width: 2);
        var random = new SplitMix(1);
        Assert.Null(outposts.Draw(ref random));
        for (var value = 0UL; value < 1000; value++)
        {
            outposts.Add(Discovering(0, value));
        }

        outposts.Add(Discovering(1, 0));

        var drawn = Enumerable.Range(0, 200).Select(_ => outposts.Draw(ref random)!.Value).ToList();
        Assert.InRange(drawn.Distinct().Count(), 3, 17);
        Assert.InRange(drawn.Count(value => value == 1_000_000), 70, 130);

        static Walk Discovering(int position, ulong value)
        {
            var walk = new Walk();
            walk.Schedule.Add(new Choice(0, 0));
            walk.Discoveries.Add((position, (1_000_000 * (ulong)position) + value, 1));
            return walk;
        }
    }

    private static Walk Through(params ulong[] states)
    {
        var walk = new Walk();
        walk.States.AddRange(states);
        return walk;
    }
}
