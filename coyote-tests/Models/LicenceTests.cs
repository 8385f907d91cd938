using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Minimizing;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>What the environment may do for no reason: it breaks what relies on its not doing so, and repairs nothing.</summary>
public sealed class LicenceTests
{
    private const Licences Every = Licences.SpuriousWakes | Licences.WfeWithoutEvent;

    public static TheoryData<string, int, int> Primitives => new()
    {
        { "mutex", 3, 0 }, { "mutex", 3, 2 }, { "ticket-lock", 3, 0 }, { "rendezvous", 3, 0 },
    };

    [Theory]
    [InlineData(false, Licences.None, Verdict.Verified)]
    [InlineData(false, Licences.SpuriousWakes, Verdict.Violated)]
    [InlineData(false, Licences.WfeWithoutEvent, Verdict.Verified)]
    [InlineData(true, Licences.None, Verdict.Verified)]
    [InlineData(true, Every, Verdict.Verified)]
    public void Whoever_is_woken_looks_again(bool looksAgain, Licences licences, Verdict expected)
    {
        var program = new ConcurrentProgram();
        var flag = program.Word("flag");
        program.Run(1, cpu => Await(cpu, flag, looksAgain));
        program.Run(1, cpu => Set(cpu, flag));
        program.Allow(licences);
        program.MustProgress();

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(expected, report.Verdict);
        Assert.Equal(expected == Verdict.Violated ? "assertions" : null, report.Violation?.Property);
    }

    [Theory]
    [InlineData(false, Licences.None, Verdict.Verified)]
    [InlineData(false, Licences.WfeWithoutEvent, Verdict.Violated)]
    [InlineData(false, Licences.SpuriousWakes, Verdict.Verified)]
    [InlineData(true, Every, Verdict.Verified)]
    public void Whoever_comes_out_of_WFE_looks_again(bool looksAgain, Licences licences, Verdict expected)
    {
        var program = new ConcurrentProgram();
        var flag = program.Word("flag");
        program.Run(1, cpu => AwaitEvent(cpu, flag, looksAgain));
        program.Run(1, cpu => Send(cpu, flag));
        program.Allow(licences);
        program.MustProgress();

        Assert.Equal(expected, new Exploration(program.AsSystem()).Run().Verdict);
    }

    [Theory]
    [InlineData(Licences.None)]
    [InlineData(Every)]
    public void A_wake_up_that_is_lost_stays_lost(Licences licences)
    {
        var program = new ConcurrentProgram();
        var flag = program.Word("flag");
        program.Run(1, cpu => Await(cpu, flag, looksAgain: true));
        program.Run(1, cpu => SetAndTellNobody(cpu, flag));
        program.Allow(licences);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(("no-lost-wake-up", 3), (report.Violation?.Property, report.Counterexample?.Schedule.Count));
    }

    [Theory]
    [InlineData(Licences.None)]
    [InlineData(Every)]
    public void No_goal_is_reached_by_luck_while_others_run_for_ever(Licences licences)
    {
        var program = new ConcurrentProgram();
        var (flag, other) = (program.Word("flag"), program.Word("other", modulus: 2));
        program.Run(1, cpu => Await(cpu, flag, looksAgain: true));
        program.Run(1, cpu => SetAndRun(cpu, flag, other));
        program.Allow(licences);
        program.MustProgress("round");

        Assert.Equal("progress", new Exploration(program.AsSystem()).Run().Violation?.Property);
    }

    [Theory]
    [InlineData(Fairness.Weak, Licences.None)]
    [InlineData(Fairness.Weak, Every)]
    [InlineData(Fairness.Strong, Licences.None)]
    [InlineData(Fairness.Strong, Every)]
    public void Fairness_owes_nobody_a_step_for_no_reason(Fairness fairness, Licences licences)
    {
        var program = new ConcurrentProgram();
        var (flag, other) = (program.Word("flag"), program.Word("other", modulus: 2));
        program.Run(1, cpu => Ask(cpu, flag));
        program.Run(1, cpu => SetAndRun(cpu, flag, other));
        program.Allow(licences);
        program.MustRespond("answered", "asked", "answer", fairness, [0]);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(("answered", true), (report.Violation?.Property, report.Counterexample?.Loop is not null));
    }

    // Between taking the lock and WFE the vCPU may rest for ever: a region that goes on only by luck ends before it.
    [Theory]
    [InlineData(Licences.None, false)]
    [InlineData(Every, false)]
    [InlineData(Licences.None, true)]
    [InlineData(Every, true)]
    public void Merged_regions_do_not_pass_over_where_a_vcpu_may_stay(Licences licences, bool merges)
    {
        var program = new ConcurrentProgram();
        var (word, guarded) = (program.Word("lock"), program.Word("guarded"));
        program.Lock(word);
        program.Guard(guarded, word);
        program.Run(2, cpu => WaitUnderLock(cpu, word, guarded));
        program.Allow(licences);
        if (merges)
        {
            program.MergeLockRegions();
        }

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(ViolationKind.Deadlock, report.Violation?.Kind);
    }

    [Theory]
    [MemberData(nameof(Primitives))]
    public void What_ships_holds_whatever_the_environment_does(string name, int vcpus, int rounds)
    {
        var scenario = ScenarioList.All.Single(scenario => scenario.Name == name || scenario.Name == $"{name}-barrier");
        var asked = new Dictionary<string, int> { ["spurious-wakes"] = 1, ["wfe-without-event"] = 1 };
        foreach (var (parameter, value) in new[] { ("vcpus", vcpus), ("parties", vcpus), ("rounds", rounds) })
        {
            if (scenario.Parameters.Any(known => known.Name == parameter))
            {
                asked[parameter] = value;
            }
        }

        var system = scenario.Build(new Sizes(scenario, asked));
        var report = new Exploration(system, new SearchOptions(Workers: 2)).Run();

        Assert.True(report.Verdict == Verdict.Verified, $"{report.Verdict}: {report.Violation?.Message} {report.Error}");
        Assert.Contains("spurious-wakes, wfe-without-event", system.Memory, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_scenario_that_takes_a_licence_gives_it()
    {
        foreach (var scenario in ScenarioList.All)
        {
            foreach (var name in LicenceNames.Of(scenario.Licences))
            {
                var system = scenario.Build(new Sizes(scenario, new Dictionary<string, int> { [name] = 1 }));
                Assert.Contains(name, system.Memory, StringComparison.Ordinal);
            }
        }

        Assert.Contains(ScenarioList.All, scenario => scenario.Licences == Licences.None);
        Assert.Equal(Enum.GetValues<Licences>().Where(licence => licence != Licences.None).Order(), LicenceNames.All.Values.Order());
    }

    [Fact]
    public void A_trace_keeps_what_was_allowed_and_is_replayed_and_minimized_under_it()
    {
        var scenario = new Careless();
        var sizes = new Sizes(scenario, new Dictionary<string, int> { ["spurious-wakes"] = 1 });
        var found = new Exploration(scenario.Build(sizes)).Run();

        var trace = TraceFile.Read(TraceFile.Write(Recording.Record(scenario, sizes, null, found.Counterexample!)));

        Assert.Equal((1, "sc, spurious-wakes"), (trace.Parameters["spurious-wakes"], trace.Memory));
        Assert.Contains(trace.Steps, step => step.Operation == "wait flag while 0: wakes for no reason");
        Assert.True(Recording.Confirm(trace, [scenario]).Reproduced);
        Assert.False(Recording.Confirm(trace with { Parameters = new Dictionary<string, int>() }, [scenario]).Reproduced);
        Assert.Equal(Verdict.Verified, new Exploration(scenario.Build(new Sizes(scenario))).Run().Verdict);
        var minimized = new Minimization(scenario.Build(sizes)).Minimize(found.Counterexample!);
        Assert.True(minimized.Counterexample.Schedule.Count <= found.Counterexample!.Schedule.Count);
    }

    [Theory]
    [InlineData(Licences.None, 2)]
    [InlineData(Licences.SpuriousWakes, 1)]
    [InlineData(Every, 0)]
    public void What_was_allowed_was_not_assumed_away(Licences licences, int assumptions)
    {
        var program = new ConcurrentProgram();
        var flag = program.Word("flag");
        program.Run(1, cpu => Await(cpu, flag, looksAgain: true));
        program.Run(1, cpu => AwaitEvent(cpu, flag, looksAgain: true));
        program.Run(1, cpu => Send(cpu, flag));
        program.Allow(licences);

        Assert.Equal(assumptions, new Exploration(program.AsSystem()).Run().Assumptions.Count);
    }

    [Fact]
    public void Two_executions_are_not_compared_under_licences()
    {
        var program = new ConcurrentProgram();
        var flag = program.Word("flag");
        program.Run(1, cpu => Set(cpu, flag));
        program.Allow(Licences.SpuriousWakes);

        var refusal = Assert.Throws<UnsupportedStateException>(() => program.AsTwoLanes(new Bystander()));

        Assert.Contains("spurious-wakes", refusal.Message, StringComparison.Ordinal);
    }

    private static async Step Await(Cpu cpu, Address flag, bool looksAgain)
    {
        if (looksAgain)
        {
            while (await cpu.Load(flag) == 0)
            {
                await cpu.Wait(flag, 0);
            }
        }
        else if (await cpu.Load(flag) == 0)
        {
            await cpu.Wait(flag, 0);
        }

        cpu.Assert(await cpu.Load(flag) == 1, "woken means set");
    }

    private static async Step AwaitEvent(Cpu cpu, Address flag, bool looksAgain)
    {
        do
        {
            if (await cpu.Load(flag) == 0)
            {
                await cpu.WaitForEvent();
            }
        }
        while (looksAgain && await cpu.Load(flag) == 0);

        cpu.Assert(await cpu.Load(flag) == 1, "an event means set");
    }

    private static async Step Ask(Cpu cpu, Address flag)
    {
        cpu.Note("asked");
        while (await cpu.Load(flag) == 0)
        {
            await cpu.Wait(flag, 0);
        }

        cpu.Note("answer");
    }

    private static async Step Set(Cpu cpu, Address flag)
    {
        await cpu.Store(flag, 1);
        await cpu.WakeAll(flag);
    }

    private static async Step Send(Cpu cpu, Address flag)
    {
        await cpu.Store(flag, 1);
        await cpu.SendEvent();
    }

    private static async Step SetAndTellNobody(Cpu cpu, Address flag) => await cpu.Store(flag, 1);

    private static async Step SetAndRun(Cpu cpu, Address flag, Address other)
    {
        await cpu.Store(flag, 1);
        while (true)
        {
            await cpu.FetchAdd(other, 1);
            cpu.Note("round");
        }
    }

    private static async Step WaitUnderLock(Cpu cpu, Address word, Address guarded)
    {
        while (await cpu.CompareExchange(word, 0, (ulong)cpu.Index + 1) != 0)
        {
            cpu.Pause();
        }

        await cpu.WaitForEvent();
        await cpu.Store(guarded, 1);
        await cpu.Store(word, 0);
    }

    private sealed class Careless : ProgramScenario
    {
        public override string Name => "careless";

        public override string Summary => "Looks once.";

        public override IReadOnlyList<Parameter> Parameters => [];

        public override IReadOnlyList<string> Properties => ["assertions"];

        protected override ConcurrentProgram Program(Sizes sizes, string? variant)
        {
            var program = new ConcurrentProgram();
            var flag = program.Word("flag");
            program.Run(1, cpu => Await(cpu, flag, looksAgain: false));
            program.Run(1, cpu => Set(cpu, flag));
            return program;
        }
    }
}
