using System.Collections.Concurrent;
using System.Threading;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>Hundreds of programs that nobody chose, explored by this explorer and by one that shares no code with it.</summary>
[Trait("Category", "Long")]
public sealed class RandomProgramTests
{
    private const int Programs = 400;
    private const int MostStates = 4000;

    private static readonly (SearchOrder Order, int Workers)[] Ways =
        [(SearchOrder.BreadthFirst, 1), (SearchOrder.BreadthFirst, 2), (SearchOrder.DepthFirst, 1), (SearchOrder.DepthFirst, 2)];

    [Fact]
    public void Counts_ends_and_verdicts_are_those_of_a_naive_explorer()
    {
        var random = new Random(2026);
        var (compared, states, verdicts) = (0, 0L, new SortedDictionary<string, int>());
        while (compared < Programs)
        {
            var program = RandomProgram.Draw(random);
            var naive = new NaiveExplorer(program, MostStates);
            var thread = new Thread(naive.Explore, 256 << 20); // it goes as deep as the program has states
            thread.Start();
            thread.Join();
            if (naive.IsTooLarge)
            {
                continue;
            }

            var fingerprint = (FingerprintKind)(compared++ % 3);
            states += naive.States;
            CompareWhole(program, naive, fingerprint);
            var verdict = CompareVerdict(program, naive, Ways[compared % Ways.Length]);
            verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
        }

        Assert.True(states > 50 * Programs, $"the programs are trivial: {states} states");
        Assert.All(["Deadlock", "Livelock", "Verified"], verdict =>
            Assert.True(verdicts.GetValueOrDefault(verdict) > Programs / 20, $"{verdict}: {string.Join(' ', verdicts)}"));
    }

    private static void CompareWhole(RandomProgram program, NaiveExplorer naive, FingerprintKind fingerprint)
    {
        foreach (var (order, workers) in Ways)
        {
            var ends = new ConcurrentDictionary<string, bool>();
            var system = new DeadlocksAllowed(program.Build(end => ends[end] = true).AsSystem());

            var report = new Exploration(system, new SearchOptions(order, fingerprint, workers)).Run();

            Assert.True(
                (Verdict.Verified, naive.States, naive.Transitions, naive.Deadlocks)
                    == (report.Verdict, report.States, report.Transitions, system.Deadlocks)
                && ends.Keys.ToHashSet().SetEquals(naive.Ends),
                $"{order}, {workers} workers, {fingerprint}: {report.Verdict} {report.Error} with {report.States} states, " +
                $"{report.Transitions} transitions, {system.Deadlocks} deadlocks, ends {string.Join(", ", ends.Keys.Order())}; not " +
                $"{naive.States}, {naive.Transitions}, {naive.Deadlocks}, {string.Join(", ", naive.Ends)}\n{program}");
        }
    }

    private static string CompareVerdict(RandomProgram program, NaiveExplorer naive, (SearchOrder Order, int Workers) way)
    {
        var demanding = program.Build(_ => { });
        demanding.MustProgress();
        var deadlock = naive.NearestDeadlock();
        var expected = deadlock is not null ? "Deadlock" : naive.AllCanEnd() ? "Verified" : "Livelock";

        var report = new Exploration(demanding.AsSystem(), new SearchOptions(way.Order, Workers: way.Workers)).Run();

        var seen = report.Violation?.Kind.ToString() ?? report.Verdict.ToString();
        Assert.True(expected == seen, $"{way}: {seen} {report.Error}, not {expected}\n{program}");
        Assert.True(
            deadlock is null || deadlock == report.Counterexample!.Schedule.Count,
            $"{way}: the nearest deadlock is {deadlock} steps away\n{program}");
        return seen;
    }

    /// <summary>Goes on where somebody is stuck, so that the whole graph is seen.</summary>
    private sealed class DeadlocksAllowed(TransitionSystem system) : TransitionSystem
    {
        private int deadlocks;

        public int Deadlocks => deadlocks;

        public override int Width => system.Width;

        public override IReadOnlyList<string> Actors => system.Actors;

        public override IReadOnlyList<string> Witnesses => system.Witnesses;

        // Where the vCPUs are stuck at once, no step puts anything to the test: it is counts that are compared.
        public override bool MustShowWitnesses => false;

        public override void Start(Expansion into) => system.Start(into);

        public override void Expand(ReadOnlySpan<ulong> state, Expansion into, bool afresh = false) =>
            system.Expand(state, into, afresh);

        public override Violation? Check(ReadOnlySpan<ulong> state) => system.Check(state);

        public override Violation? CheckStopped(ReadOnlySpan<ulong> state)
        {
            Interlocked.Add(ref deadlocks, system.CheckStopped(state) is null ? 0 : 1);
            return null;
        }

        public override IReadOnlyList<NamedValue> Describe(ReadOnlySpan<ulong> state) => system.Describe(state);

        public override Transition Describe(Expansion expansion, int successor) => system.Describe(expansion, successor);
    }
}
