using Interlock.Catalogue;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Every monitor has been seen to find something.</summary>
public sealed class MonitorTests
{
    // These object to nothing themselves: what the first two remember is judged by the liveness check, and tested there;
    // the third is a witness, and tested below; the fourth belongs to no scenario but to declarations: see LockDisciplineTests; the
    // fifth says what is seen of two executions, which are compared elsewhere: see TwoLanesTests; the sixth stands in for another monitor.
    // What watches the engine is not listed here; that each of its properties is broken by a mutant is demanded where they are tested:
    // RefinementTests, EnginePropertyTests, EngineOnThreadsTests.
    private static readonly Type[] Silent =
        [typeof(AwaitedResponse), typeof(RecurringNote), typeof(FallsAsleep), typeof(DisciplineMonitor), typeof(Bystander), typeof(GuardedMonitor)];

    public static TheoryData<string> Monitors =>
        [.. new[] { typeof(PropertyMonitor), typeof(ScenarioList) }.SelectMany(type => type.Assembly.GetTypes())
        .Where(type => type.IsSubclassOf(typeof(PropertyMonitor)) && !type.IsAbstract && !Silent.Contains(type))
        .Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Monitors))]
    public void A_mutant_breaks_the_monitor(string name)
    {
        var broken = AllMutants.Pairs
            .Where(pair => pair.Scenario.ForThreads(new Sizes(pair.Scenario)) is not null)
            .Any(pair => IsBroken(name, pair.Scenario, pair.Mutant));

        Assert.True(broken, $"no mutant breaks the monitor {name}, so nothing shows that it can find anything");
    }

    [Fact]
    public void A_mutex_that_never_sleeps_has_not_shown_that_no_wake_up_is_lost()
    {
        var program = new Interlock.Semantics.Programs.ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => Take(cpu, word));
        program.Watch(new FallsAsleep(word));

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("never seen: slept", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_on_which_somebody_sleeps_does_not_speak_for_another()
    {
        var program = new Interlock.Semantics.Programs.ConcurrentProgram();
        var (slept, idle) = (program.Word("slept"), program.Word("idle"));
        program.Run(1, cpu => Sleep(cpu, slept));
        program.Run(1, cpu => Wake(cpu, slept));
        program.Watch(new FallsAsleep(slept));
        program.Watch(new FallsAsleep(idle));

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("never seen: slept #2.", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_monitor_that_leaves_its_words_is_stopped()
    {
        var program = new Interlock.Semantics.Programs.ConcurrentProgram();
        var word = program.Word("word");
        program.Run(33, cpu => Arrive(cpu, word));
        program.Watch(new NoEarlyRelease(32)); // its words end before the last vCPU's

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("index", report.Error, StringComparison.Ordinal);
    }

    private static async Step Sleep(Cpu cpu, Address word) => await cpu.Wait(word, 0);

    private static async Step Wake(Cpu cpu, Address word)
    {
        await cpu.Store(word, 1);
        await cpu.WakeAll(word);
    }

    private static async Step Arrive(Cpu cpu, Address word)
    {
        cpu.Note(BarrierNotes.Arriving);
        await cpu.Load(word);
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
