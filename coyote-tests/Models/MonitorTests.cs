using Interlock.Explorer.Search;
using Interlock.Models.Monitors;
using Interlock.Models.Scenarios;
using Interlock.Models.Systems;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Every monitor has been seen to find something.</summary>
public sealed class MonitorTests
{
    // These object to nothing themselves: what the first remembers is judged by the liveness check, and tested there;
    // the second is a witness, and tested below.
    private static readonly Type[] Silent = [typeof(AwaitedResponse), typeof(FallsAsleep)];

    public static TheoryData<string> Monitors => [.. typeof(Monitor).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Monitor)) && !type.IsAbstract && !Silent.Contains(type))
        .Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Monitors))]
    public void A_mutant_breaks_the_monitor(string name)
    {
        var broken = Catalogue.All
            .Where(scenario => scenario.ForThreads(new Sizes(scenario)) is not null)
            .SelectMany(scenario => scenario.Mutants, (scenario, mutant) => (scenario, mutant))
            .Any(pair => IsBroken(name, pair.scenario, pair.mutant));

        Assert.True(broken, $"no mutant breaks the monitor {name}, so nothing shows that it can find anything");
    }

    [Fact]
    public void A_mutex_that_never_sleeps_has_not_shown_that_no_wake_up_is_lost()
    {
        var program = new Interlock.Models.Programs.Program();
        var word = program.Word("word");
        program.Run(2, cpu => Take(cpu, word));
        program.Watch(new FallsAsleep(word));

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("never seen: slept", report.Error, StringComparison.Ordinal);
    }

    private static async Step Take(Cpu cpu, Address word)
    {
        while (await cpu.CompareExchange(word, 0, 1) != 0)
        {
            cpu.Pause();
        }

        await cpu.Store(word, 0);
    }

    private static bool IsBroken(string name, Scenario scenario, Mutant mutant)
    {
        var sizes = new Sizes(scenario, mutant.Sizes);
        var watches = scenario.ForThreads(sizes, mutant.Name)!.Monitors
            .Any(monitor => monitor.GetType().Name == name && monitor.Property == mutant.Property);
        if (!watches)
        {
            return false;
        }

        var violation = new Exploration(scenario.Build(sizes, mutant.Name)).Run().Violation;
        return violation?.Kind == ViolationKind.Monitor && violation.Property == mutant.Property;
    }
}
