using Interlock.CoyoteTests.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Models.Beem;

/// <summary>
/// States, edges, levels and answers as the benchmark publishes them for its <c>.dve</c> models; the answers under
/// fairness were worked out by an interpreter written independently of this explorer.
/// </summary>
public sealed class BeemTests
{
    [Theory]
    [InlineData("peterson.1", 12_498, 33_369, 54, 0)]
    [InlineData("anderson.2", 1_459, 3_705, 46, 0)]
    [InlineData("mcs.1", 7_963, 21_503, 49, 0)]
    [InlineData("mcs.2", 1_408, 3_222, 22, 12)]
    public void Counts_are_the_published_ones(string model, long states, long edges, int levels, int deadlocks)
    {
        var (system, deadlocksSeen) = Build(model, null);

        var report = new Exploration(system).Run();

        Assert.Equal(Verdict.Verified, report.Verdict); // so mutual exclusion holds
        Assert.Equal((states, edges, levels), (report.States, report.Transitions, report.Depth + 1));
        Assert.Equal(deadlocks, deadlocksSeen());
    }

    [Fact]
    public void The_mutant_deadlocks()
    {
        var report = new Exploration(new Mcs(mutant: true).AsSystem()).Run();

        Assert.Equal((Verdict.Violated, ViolationKind.Deadlock), (report.Verdict, report.Violation?.Kind));
    }

    [Theory]
    [InlineData("peterson.1", "p2", false, true, true)]
    [InlineData("peterson.1", "p3", false, true, true)]
    [InlineData("peterson.1", "p4", true, true, true)]
    [InlineData("anderson.2", "p2", true, true, true)]
    [InlineData("anderson.2", "p3", false, true, true)]
    [InlineData("anderson.2", "p4", true, true, true)]
    [InlineData("mcs.1", "p2", false, true, true)]
    [InlineData("mcs.1", "p3", false, true, true)]
    [InlineData("mcs.1", "p4", true, true, true)]
    [InlineData("mcs.2", "p2", false, false, false)]
    [InlineData("mcs.2", "p3", false, false, false)]
    [InlineData("mcs.2", "p4", false, false, false)]
    public void Fairness_decides_as_published(string model, string property, bool none, bool weak, bool strong)
    {
        foreach (var (fairness, holds) in new[] { (Fairness.None, none), (Fairness.Weak, weak), (Fairness.Strong, strong) })
        {
            var (system, _) = Build(model, (property, fairness));

            var report = new Exploration(system).Run();

            Assert.Equal((fairness, holds ? Verdict.Verified : Verdict.Violated), (fairness, report.Verdict));
            if (!holds)
            {
                Lasso.Confirm(system, report);
            }
        }
    }

    private static (TransitionSystem System, Func<int> Deadlocks) Build(string model, (string, Fairness)? asked)
    {
        switch (model)
        {
            case "peterson.1":
                var peterson = new Peterson { Asked = asked };
                return (peterson.AsSystem(), () => peterson.Deadlocks);
            case "anderson.2":
                var anderson = new Anderson { Asked = asked };
                return (anderson.AsSystem(), () => anderson.Deadlocks);
            default:
                var mcs = new Mcs(mutant: model == "mcs.2") { Asked = asked, DeadlockIsEnd = model == "mcs.2" };
                return (mcs.AsSystem(), () => mcs.Deadlocks);
        }
    }
}
