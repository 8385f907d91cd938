using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>What a search says does not depend on how many workers it had, or in which order they went.</summary>
[Trait("Category", "Long")]
public sealed class DeterminismTests
{
    public static TheoryData<string> Names => [.. Specimens.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Workers_and_order_change_nothing(string name)
    {
        var reference = Text(new Exploration(Specimens.Named(name)).Run());
        foreach (var order in Enum.GetValues<SearchOrder>())
        {
            foreach (var workers in new[] { 1, 2, 4 })
            {
                var report = new Exploration(Specimens.Named(name), new SearchOptions(order, Workers: workers)).Run();

                Assert.Equal((order, workers, reference), (order, workers, Text(report)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_kept_of_a_state_changes_nothing(string name)
    {
        var reference = Text(new Exploration(Specimens.Named(name)).Run());
        foreach (var fingerprint in Enum.GetValues<FingerprintKind>())
        {
            var options = new SearchOptions(Fingerprint: fingerprint, Workers: 2);

            Assert.Equal((fingerprint, reference), (fingerprint, Text(new Exploration(Specimens.Named(name), options).Run())));
        }
    }

    [Fact]
    public void The_specimens_come_to_every_kind_of_end()
    {
        var reports = Specimens.Names.Select(name => (Name: name, Report: new Exploration(Specimens.Named(name)).Run())).ToList();

        Assert.All(reports, run => Assert.Equal(
            run.Name.StartsWith("verified", StringComparison.Ordinal) ? Verdict.Verified : Verdict.Violated, run.Report.Verdict));
        Assert.Equal(
            [
                ViolationKind.Assertion, ViolationKind.Invariant, ViolationKind.Monitor, ViolationKind.Deadlock,
                ViolationKind.Livelock, ViolationKind.Liveness, ViolationKind.RuntimeError,
            ],
            reports.Where(run => run.Report.Violation is not null).Select(run => run.Report.Violation!.Kind).Distinct().Order());
    }

    private static string Text(Report report) => string.Join('\n',
        report.Verdict,
        report.Error,
        report.Violation,
        report.States,
        report.Transitions,
        string.Join(", ", report.Witnesses),
        report.Counterexample?.Violation,
        report.Counterexample?.Initial,
        report.Counterexample?.Loop,
        string.Join(" ", report.Counterexample?.Schedule.Select(choice => $"{choice.Actor}.{choice.Outcome}") ?? []));
}
