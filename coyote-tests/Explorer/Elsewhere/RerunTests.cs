using System.Globalization;
using Interlock.Catalogue.TicketLocks;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Elsewhere;

/// <summary>Code is run again in another culture and another order before anything is said to be verified.</summary>
public sealed class RerunTests
{
    [Fact]
    public void Code_that_asks_for_the_culture_is_not_verified()
    {
        var system = Of(program =>
        {
            var word = program.Word("word");
            program.Run(2, cpu => Put(cpu, word, (-1.5).ToString(CultureInfo.CurrentCulture)[2]));
        });

        var report = new Exploration(system).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
    }

    [Fact]
    public void Code_that_formats_numbers_invariantly_is_verified()
    {
        var report = new Exploration(Of(program =>
        {
            var word = program.Word("word");
            program.Run(2, cpu => Put(cpu, word, (-1.5).ToString(CultureInfo.InvariantCulture)[2]));
        })).Run();

        Assert.Equal((Verdict.Verified, null), (report.Verdict, report.Error));
    }

    [Fact]
    public void All_steps_of_code_are_told_and_each_goes_on_from_one_before()
    {
        var scenario = new TicketLockScenario();
        var system = scenario.Build(new Sizes(scenario));
        new Exploration(system).Run();

        var steps = system.CodeSteps(int.MaxValue);

        Assert.Equal([~0, ~1, ~2], steps.Take(3).Select(step => step.From));
        Assert.All(steps.Skip(3).Select((step, index) => (step, index)), step => Assert.InRange(step.step.From, 0, step.index + 2));
        Assert.True(steps.Count > 10, $"{steps.Count} steps");
        Assert.Equal(steps.Count, steps.Distinct().Count());
        Assert.Equal(5, system.CodeSteps(5).Count);
        Assert.Null(system.FirstOther(steps));
        for (var changed = 0; changed < steps.Count; changed++)
        {
            var wrong = steps.ToArray();
            wrong[changed] = wrong[changed] with { Content = wrong[changed].Content ^ 1 };
            Assert.Contains("does something else", scenario.Build(new Sizes(scenario)).FirstOther(wrong), StringComparison.Ordinal);
        }
    }

    private static TransitionSystem Of(Action<ConcurrentProgram> build)
    {
        var program = new ConcurrentProgram();
        build(program);
        return program.AsSystem();
    }

    private static async Step Put(Cpu cpu, Address word, ulong value)
    {
        await cpu.Store(word, value);
        cpu.Assert(await cpu.Load(word) == value, "all store the same");
    }
}
