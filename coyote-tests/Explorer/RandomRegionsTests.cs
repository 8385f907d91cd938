using Interlock.Explorer;
using Interlock.Explorer.Search;
using Xunit;
using Xunit.Abstractions;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>Hundreds of programs that nobody chose come to the same with their lock regions merged and without.</summary>
[Trait("Category", "Long")]
public sealed class RandomRegionsTests(ITestOutputHelper output)
{
    private const int Words = 14;

    [Theory]
    [InlineData(2026, 600, false)]
    [InlineData(2027, 400, true)]
    public void Merging_changes_nothing_that_can_be_said_of_a_program(int seed, int programs, bool ranked)
    {
        var random = new Random(seed);
        var verdicts = new SortedDictionary<string, int>();
        var (compared, whole, merged) = (0, 0L, 0L);
        while (compared < programs)
        {
            var program = RandomRegions.Draw(random);
            var reference = new WholeGraph(program.Build(merged: false, ranked).AsSystem(program.Machine()), Words);
            if (reference.IsTooLarge)
            {
                continue;
            }

            compared++;
            var reduced = new WholeGraph(program.Build(merged: true, ranked).AsSystem(program.Machine()), Words);
            Assert.True(reference.BreaksDiscipline == reduced.BreaksDiscipline, $"{Text(reference)} {Text(reduced)}\n{program}");
            if (!reference.BreaksDiscipline)
            {
                whole += reference.States;
                merged += reduced.States;
                Compare(reference.Violations, reduced.Violations, "violations", program);
                Compare(reference.Ends, reduced.Ends, "ends", program);
                Compare(reference.Deadlocks, reduced.Deadlocks, "deadlocks", program);
                Compare(
                    [],
                    [.. reduced.Texts.Where(text => !text.Contains("waits for", StringComparison.Ordinal)).Except(reference.Texts)],
                    "invented",
                    program);
            }

            var verdict = CompareVerdicts(program, reference, ranked);
            verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
        }

        output.WriteLine($"{string.Join(' ', verdicts)}; {whole} states, merged {merged}");
        Assert.True(merged * 3 < whole, $"{whole} states, merged {merged}");

        // With ranks nobody comes to wait for each other: taking locks out of order is a violation before.
        Assert.All(
            (string[])["Assertion", ranked ? "Verified" : "Deadlock", "Livelock", "Monitor lock-discipline", "Verified"],
            verdict => Assert.True(verdicts.GetValueOrDefault(verdict) > 5, $"{verdict}: {string.Join(' ', verdicts)}"));
    }

    private static void Compare(HashSet<string> reference, HashSet<string> reduced, string what, RandomRegions program) =>
        Assert.True(
            reference.SetEquals(reduced),
            $"{what}: lost [{string.Join(" | ", reference.Except(reduced))}] invented " +
            $"[{string.Join(" | ", reduced.Except(reference))}]\n{program}");

    private static string CompareVerdicts(RandomRegions program, WholeGraph reference, bool ranked)
    {
        var plain = new Exploration(program.Build(merged: false, ranked).AsSystem(program.Machine())).Run();
        var merged = new Exploration(program.Build(merged: true, ranked).AsSystem(program.Machine()), new SearchOptions(Workers: 2)).Run();
        Assert.True(
            plain.Verdict == merged.Verdict,
            $"{plain.Verdict} {plain.Error}, merged {merged.Verdict} {merged.Error} {merged.Violation}\n{program}");
        if (reference.Violations.Count == 0)
        {
            Assert.True(
                plain.Violation?.Kind == merged.Violation?.Kind,
                $"{plain.Violation}, merged {merged.Violation}\n{program}");
        }

        return reference.BreaksDiscipline ? "Monitor lock-discipline" : plain.Violation?.Kind.ToString() ?? plain.Verdict.ToString();
    }

    private static string Text(WholeGraph graph) => string.Join(" | ", graph.Violations);
}
