using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Survival;

/// <summary>Recursion without end is a verdict in the process that explores, whatever it goes through, and recursion that ends is none.</summary>
[Trait("Category", "Long")]
public sealed class RecursionTests
{
    public static TheoryData<string> Ways => [.. RecursiveCode.All];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Of_code(string way)
    {
        Demand(RecursiveCode.Program(way, ends: true), ends: true);
        Demand(RecursiveCode.Program(way, ends: false), ends: false);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Of_code_before_its_first_operation(string way)
    {
        Demand(RecursiveCode.AtOnce(way, ends: true), ends: true);
        Demand(RecursiveCode.AtOnce(way, ends: false), ends: false);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Of_a_monitor(string way)
    {
        Demand(RecursiveCode.InMonitor(way, ends: true), ends: true);
        Demand(RecursiveCode.InMonitor(way, ends: false), ends: false);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Of_a_predicate(string way)
    {
        Demand(RecursiveCode.InPredicate(way, ends: true, recurs: false), ends: true);
        Demand(RecursiveCode.InPredicate(way, ends: false, recurs: false), ends: false);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Of_what_must_recur(string way)
    {
        Demand(RecursiveCode.InPredicate(way, ends: true, recurs: true), ends: true);
        Demand(RecursiveCode.InPredicate(way, ends: false, recurs: true), ends: false);
    }

    [Theory]
    [InlineData("a method")]
    [InlineData("an interface")]
    [InlineData("a query")]
    [InlineData("an iterator")]
    [InlineData("a catch")]
    [InlineData("an interpolated object")]
    [InlineData("a default comparer")]
    [InlineData("a comparer")]
    public void Of_a_model(string way)
    {
        foreach (var place in RecursiveModel.Places)
        {
            Demand(new RecursiveModel(way, ends: true, place).AsSystem(), ends: true);
            Demand(new RecursiveModel(way, ends: false, place).AsSystem(), ends: false);
        }
    }

    [Fact]
    public void What_was_refused_is_not_held_against_others()
    {
        var broken = RecursiveCode.InPredicate("a catch", ends: false, recurs: false).AsSystem();
        var sound = RecursiveCode.InPredicate("a catch", ends: true, recurs: false).AsSystem();
        var expansion = new Expansion(broken.Width, broken.Witnesses.Count, wide: false);
        sound.Start(expansion);
        broken.Start(expansion);
        var state = expansion.State(0).ToArray();

        Assert.Throws<UnsupportedStateException>(() => broken.Check(state));
        Assert.Null(sound.Check(state));
    }

    private static void Demand(ConcurrentProgram program, bool ends) => Demand(program.AsSystem(), ends);

    private static void Demand(TransitionSystem system, bool ends)
    {
        var report = new Exploration(system).Run();

        Assert.True(report.Verdict == (ends ? Verdict.Verified : Verdict.Error), $"{report.Verdict}: {report.Error} {report.Violation}");
        if (!ends)
        {
            Assert.Matches("(RecursiveCode|calls itself|RecursiveModel).*coyote-tests/Explorer/Survival/RecursiveCode.cs:", report.Error);
        }
    }
}
