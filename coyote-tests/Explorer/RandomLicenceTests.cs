using System.Collections.Concurrent;
using System.Threading;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>Random programs that sleep a lot, in an environment that may let them go on for no reason and never has to.</summary>
public sealed class RandomLicenceTests
{
    private const int Programs = 300;
    private const int MostStates = 4000;
    private const Licences Every = Licences.SpuriousWakes | Licences.WfeWithoutEvent;

    [Fact]
    public void What_is_found_is_what_a_naive_explorer_finds()
    {
        var random = new Random(1616);
        var verdicts = new SortedDictionary<string, int>();
        for (var compared = 0; compared < Programs;)
        {
            var (program, licences) = (RandomProgram.Draw(random, isSleepy: true), (Licences)(compared % 4));
            if (Naive(program, licences) is not { } naive)
            {
                continue;
            }

            var ends = new ConcurrentDictionary<string, bool>();
            var demanding = program.Build(end => ends[end] = true);
            demanding.Allow(licences);
            demanding.MustProgress();
            var deadlock = naive.NearestDeadlock();
            var expected = deadlock is not null ? "Deadlock" : naive.AllCanEnd() ? "Verified" : "Livelock";
            var options = new SearchOptions((SearchOrder)(compared % 2), (FingerprintKind)(compared % 3), 1 + (compared / 2 % 2));

            var report = new Exploration(demanding.AsSystem(), options).Run();

            var seen = report.Violation?.Kind.ToString() ?? report.Verdict.ToString();
            Assert.True(expected == seen, $"{licences}: {seen} {report.Error}, not {expected}\n{program}");
            Assert.True(
                deadlock is null || deadlock == report.Counterexample!.Schedule.Count,
                $"{licences}: the nearest deadlock is {deadlock} steps away, not {report.Counterexample?.Schedule.Count}\n{program}");
            if (expected == "Verified")
            {
                Assert.Equal((naive.States, naive.Transitions), (report.States, report.Transitions));
                Assert.True(ends.Keys.ToHashSet().SetEquals(naive.Ends), $"{licences}: other ends\n{program}");
            }

            verdicts[$"{seen} {licences != Licences.None}"] = verdicts.GetValueOrDefault($"{seen} {licences != Licences.None}") + 1;
            compared++;
        }

        Assert.All(["Deadlock True", "Deadlock False", "Livelock True", "Verified True", "Verified False"], verdict =>
            Assert.True(verdicts.GetValueOrDefault(verdict) > Programs / 100, $"{verdict}: {string.Join(", ", verdicts)}"));
    }

    [Theory]
    [InlineData(Fairness.None)]
    [InlineData(Fairness.Weak)]
    [InlineData(Fairness.Strong)]
    public void Whatever_is_violated_without_a_licence_is_violated_with_it(Fairness fairness)
    {
        var random = new Random(99 + (int)fairness);
        var (violated, more) = (0, 0);
        for (var compared = 0; compared < Programs / 2;)
        {
            var program = RandomProgram.Draw(random, isSleepy: true);
            if (Naive(program, Every) is null)
            {
                continue;
            }

            var (without, with) = (Explore(program, Licences.None, fairness), Explore(program, Every, fairness));

            Assert.Contains(without.Verdict, (Verdict[])[Verdict.Verified, Verdict.Violated]);
            Assert.True(
                without.Verdict == Verdict.Verified || with.Verdict == Verdict.Violated,
                $"{without.Violation?.Message}: with licences {with.Verdict} {with.Error}\n{program}");
            violated += without.Verdict == Verdict.Violated ? 1 : 0;
            more += without.Verdict != with.Verdict ? 1 : 0;
            compared++;
        }

        Assert.True(violated > 10 && more > 3, $"{violated} violated, {more} more with licences");
    }

    private static Report Explore(RandomProgram drawn, Licences licences, Fairness fairness)
    {
        var program = drawn.Build(_ => { });
        program.Allow(licences);
        program.MustRecur("word0 returns to where it was", memory => memory[default] == drawn.Initial[0], fairness);
        return new Exploration(new StopsAllowed(program.AsSystem())).Run();
    }

    private static NaiveExplorer? Naive(RandomProgram program, Licences licences)
    {
        var naive = new NaiveExplorer(program, MostStates, licences);
        var thread = new Thread(naive.Explore, 256 << 20); // it goes as deep as the program has states
        thread.Start();
        thread.Join();
        return naive.IsTooLarge ? null : naive;
    }

    // Deadlocks would be found before what does not recur.
    private sealed class StopsAllowed(TransitionSystem system) : TransitionSystem
    {
        public override int Width => system.Width;

        public override IReadOnlyList<string> Actors => system.Actors;

        public override IReadOnlyList<string> Witnesses => system.Witnesses;

        public override bool MustShowWitnesses => false;

        public override IReadOnlyList<LivenessProperty> Liveness => system.Liveness;

        public override void Start(Expansion into) => system.Start(into);

        public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false) => system.Expand(state, into, afresh);

        public override Violation? CheckStopped(ReadOnlySpan<ulong> state) => null;

        public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => system.Describe(state);

        public override Transition Describe(Expansion expansion, int successor) => system.Describe(expansion, successor);
    }
}
