using System.Threading;
using Interlock.Explorer;
using Interlock.Explorer.States;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>What the search asks of every visited set.</summary>
public sealed class VisitedSetTests
{
    private const int Width = 2;
    private const int AtOnce = 50;

    public static TheoryData<FingerprintKind, bool> Sets => new()
    {
        { FingerprintKind.Bits64, false },
        { FingerprintKind.Bits64, true },
        { FingerprintKind.Bits128, false },
        { FingerprintKind.Bits128, true },
        { FingerprintKind.Exact, true },
    };

    [Theory]
    [MemberData(nameof(Sets))]
    public void It_answers_as_a_set_does_while_it_grows(FingerprintKind kind, bool numbered)
    {
        var random = new Random(3);
        using var visited = VisitedSet.Create(kind, workers: 1, numbered);
        var known = new Dictionary<(ulong, ulong), uint>();
        var expansion = New(kind);
        for (var round = 0; round < 6000; round++)
        {
            // Half of what is drawn has been drawn before; some of it in the same expansion.
            var states = Enumerable.Range(0, random.Next(AtOnce)).Select(_ => ((ulong)random.Next(400), (ulong)random.Next(400))).ToList();
            Fill(expansion, states);
            visited.Prepare(expansion);
            visited.Add(expansion, 0);
            for (var index = 0; index < states.Count; index++)
            {
                Assert.Equal(!known.TryGetValue(states[index], out var number), expansion[index].IsNew);
                if (numbered && expansion[index].IsNew)
                {
                    Assert.Equal((uint)known.Count, expansion[index].Id); // one worker leaves no gaps
                }

                known.TryAdd(states[index], number = expansion[index].IsNew ? expansion[index].Id : number);
                Assert.Equal(number, expansion[index].Id);
            }

            Assert.Equal(known.Count, visited.Count);
        }

        Assert.InRange(known.Count, 60_000, 6000 * AtOnce);
        Assert.InRange(visited.Bytes, known.Count * 8, known.Count * 128);
    }

    [Theory]
    [InlineData(FingerprintKind.Bits64)]
    [InlineData(FingerprintKind.Bits128)]
    public void A_set_for_which_there_is_no_memory_stays_as_it_was(FingerprintKind kind)
    {
        using var visited = new FingerprintSet(kind, workers: 1, numbered: true);
        var states = Enumerable.Range(0, 40).Select(number => ((ulong)number, 3UL)).ToList();
        var expansion = New(kind);
        Fill(expansion, states);
        visited.Add(expansion, 0);
        var bytes = visited.Bytes;

        Assert.Throws<OutOfMemoryException>(() => visited.Grow(1UL << 56));
        visited.Add(expansion, 0);

        Assert.Equal((bytes, 40L), (visited.Bytes, visited.Count));
        Assert.All(Enumerable.Range(0, 40), index => Assert.Equal((false, (uint)index), (expansion[index].IsNew, expansion[index].Id)));
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Two_workers_that_add_the_same_million_states_count_each_once(FingerprintKind kind, bool numbered)
    {
        const int Million = 1_000_000;
        using var visited = VisitedSet.Create(kind, workers: 2, numbered);
        var added = new int[2];
        var numbers = new uint[2][];
        using var together = new Barrier(2);
        var threads = Enumerable.Range(0, 2).Select(worker => new Thread(() =>
        {
            numbers[worker] = new uint[Million];
            var expansion = New(kind);
            var states = new (ulong, ulong)[AtOnce];
            together.SignalAndWait();
            for (var first = 0; first < Million; first += AtOnce)
            {
                // In the same order, so that both are often at the same slot.
                for (var index = 0; index < AtOnce; index++)
                {
                    states[index] = ((ulong)(first + index), 7);
                }

                Fill(expansion, states);
                visited.Prepare(expansion);
                visited.Add(expansion, worker);
                for (var index = 0; index < AtOnce; index++)
                {
                    added[worker] += expansion[index].IsNew ? 1 : 0;
                    numbers[worker][first + index] = expansion[index].Id;
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal((Million, Million), (added.Sum(), visited.Count));
        Assert.Equal(numbers[0], numbers[1]);
        Assert.Equal(numbered ? Million : 1, numbers[0].Distinct().Count());
    }

    [Theory]
    [InlineData(FingerprintKind.Bits64)]
    [InlineData(FingerprintKind.Bits128)]
    public void A_fingerprint_of_zero_is_one_like_any_other(FingerprintKind kind)
    {
        using var visited = VisitedSet.Create(kind, workers: 1, numbered: true);
        var expansion = New(kind);
        foreach (var isNew in new[] { true, false })
        {
            Fill(expansion, [(1, 1)]);
            expansion[0].Low = 0;
            expansion[0].High = 0;
            visited.Add(expansion, 0);
            Assert.Equal((isNew, 0U), (expansion[0].IsNew, expansion[0].Id));
        }
    }

    [Fact]
    public void Both_lanes_of_a_wide_fingerprint_count()
    {
        using var visited = VisitedSet.Create(FingerprintKind.Bits128, workers: 1, numbered: true);
        var expansion = New(FingerprintKind.Bits128);
        for (var lane = 1UL; lane <= 10_000; lane++)
        {
            Fill(expansion, [(lane, lane), (lane, lane)]);
            expansion[0].Low = expansion[1].Low = lane / 100;
            expansion[0].High = expansion[1].High = lane;
            visited.Add(expansion, 0);
            Assert.True(expansion[0].IsNew && !expansion[1].IsNew);
            Assert.Equal(expansion[0].Id, expansion[1].Id);
        }

        Assert.Equal(10_000, visited.Count);
    }

    private static Expansion New(FingerprintKind kind) => new(Width, 0, kind == FingerprintKind.Bits128);

    private static void Fill(Expansion expansion, IReadOnlyList<(ulong First, ulong Second)> states)
    {
        expansion.Reset([0, 0]);
        foreach (var (first, second) in states)
        {
            expansion.Begin(0, 0);
            expansion.Set(0, first);
            expansion.Set(1, second);
            expansion.End();
        }
    }
}
