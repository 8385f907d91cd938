extern alias unoptimized;

using System.Reflection;
using Interlock.CoyoteTests.Truth;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>The compiled C# has exactly as many states and transitions as other tools found for the same algorithms.</summary>
public sealed class TruthTests
{
    public static TheoryData<string> Instances =>
        [.. TruthRow.All.Where(row => row.Workload != "W5").Select(row => row.ToString())]; // W5 is no code but a plain model

    [Fact]
    public void All_lines_are_there() => Assert.Equal((28, 26), (TruthRow.All.Count, Instances.Count));

    [Fact]
    public void The_two_compilations_suspend_code_differently()
    {
        Assert.True(FrameOf(typeof(Interlock.Sync.Primitives.TicketLock)).IsValueType);
        Assert.False(FrameOf(typeof(unoptimized::Interlock.Sync.Primitives.TicketLock)).IsValueType);
    }

    [Theory]
    [MemberData(nameof(Instances))]
    public void Optimized_code_has_the_true_counts(string instance)
    {
        var row = TruthRow.All.Single(row => row.ToString() == instance);
        Explore(row, row.Optimized);
    }

    [Theory]
    [MemberData(nameof(Instances))]
    public void Unoptimized_code_has_the_true_counts(string instance)
    {
        var row = TruthRow.All.Single(row => row.ToString() == instance);
        Explore(row, row.Unoptimized);
    }

    private static Type FrameOf(Type code) =>
        code.GetNestedTypes(BindingFlags.NonPublic).First(nested => nested.Name.StartsWith("<Acquire>", StringComparison.Ordinal));

    private static void Explore(TruthRow row, Func<TransitionSystem> build)
    {
        foreach (var order in Enum.GetValues<SearchOrder>())
        {
            foreach (var fingerprint in Enum.GetValues<FingerprintKind>())
            {
                foreach (var workers in new[] { 1, 2 })
                {
                    var options = new SearchOptions(order, fingerprint, workers);

                    var report = new Exploration(build(), options).Run();

                    Assert.Equal(
                        (options, Verdict.Verified, row.States, row.Transitions),
                        (options, report.Verdict, report.States, report.Transitions));
                }
            }
        }
    }
}
