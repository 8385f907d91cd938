using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>
/// Events and exceptions of several vCPUs without an order between them: before their first operations, and when one step lets them go.
/// </summary>
public sealed class EventOrderTests
{
    private static readonly Address Count = new(0);
    private static readonly Address Gate = new(1);

    public static TheoryData<string> Orders => ["012", "021", "102", "120", "201", "210"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Those_before_first_operations_come_in_every_order(string order)
    {
        var report = Explore(3, RemarksFirst, new Forbids(order));

        Assert.Equal(
            (Verdict.Violated, "forbidden", 0), (report.Verdict, report.Violation?.Property, report.Counterexample?.Schedule.Count));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Those_of_who_is_woken_in_one_step_come_in_every_order(string order)
    {
        var report = Explore(4, cpu => SleepsOrWakes(cpu, waker: 3), new Forbids(order));

        Assert.Equal((Verdict.Violated, "forbidden"), (report.Verdict, report.Violation?.Property));
    }

    [Theory]
    [InlineData("013")]
    [InlineData("301")]
    public void So_do_those_of_who_wakes(string order) =>
        Assert.Equal(Verdict.Violated, Explore(4, cpu => SleepsOrWakes(cpu, waker: 3), new Forbids(order)).Verdict);

    [Theory]
    [InlineData("00")]
    [InlineData("33")]
    public void And_each_is_heard_once(string order)
    {
        var report = Explore(4, cpu => SleepsOrWakes(cpu, waker: 3), new Forbids(order));

        Assert.True(report.Verdict == Verdict.Verified, $"{report.Verdict} {report.Violation} {report.Error}");
    }

    [Fact]
    public void A_remark_and_a_fault_that_nothing_puts_in_order_are_both_found()
    {
        var program = Program(2, RemarksOrThrows, new Forbids("0"));

        foreach (var property in (string[])["forbidden", "no-run-time-error"])
        {
            Assert.Equal(property, new Exploration(program.AsSystem().JudgedBy(property)!).Run().Violation?.Property);
        }
    }

    [Fact]
    public void What_nobody_hears_makes_no_states()
    {
        var program = Program(3, cpu => SleepsInSilence(cpu, waker: 2));
        var heard = Program(3, cpu => SleepsInSilence(cpu, waker: 2), new Forbids("00"));

        Assert.Equal(new Exploration(program.AsSystem()).Run().States, new Exploration(heard.AsSystem()).Run().States);
    }

    [Fact]
    public void A_trace_tells_what_a_woken_vcpu_remarks_though_it_sleeps_again()
    {
        var system = Program(2, SleepsAgain, new Forbids("00")).AsSystem();
        var report = new Exploration(system).Run();
        var replay = new Replay(system, report.Counterexample!.Initial);
        var steps = report.Counterexample.Schedule.Select(replay.Take).ToList();

        Assert.Equal("forbidden", report.Violation?.Property);
        Assert.Equal(2, steps.Count(step => step.Actor == 0 && step.Operation == "go on, woken" && step.Notes is ["said"]));
        Assert.All(steps.Where(step => step.Actor == 1), step => Assert.Empty(step.Notes));
    }

    [Fact]
    public void Of_many_vcpus_whose_remarks_commute_there_is_one_beginning()
    {
        var system = Program(40, RemarksFirst, new MutualExclusion(40)).AsSystem();
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);

        system.Start(expansion);

        Assert.Equal(1, expansion.Count);
    }

    [Fact]
    public void Too_many_orders_are_said()
    {
        var report = Explore(40, RemarksFirst, new Forbids("9"));

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("40 vCPUs remarks something before its first operation", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fairness_of_a_remark_lets_attempts_to_take_a_lock_fail()
    {
        var program = new ConcurrentProgram();
        var taken = program.Word("lock", modulus: 4);
        program.Run(2, cpu => TakesForEver(cpu, taken));
        program.Lock(taken);
        program.MustRecur("recurs", "said", Fairness.Strong);

        var report = new Exploration(program.AsSystem()).Run();

        // The first vCPU, which alone says it, tries again and again while the other one has the lock.
        Assert.Equal((Verdict.Violated, "recurs"), (report.Verdict, report.Violation?.Property));
    }

    private static Report Explore(int vcpus, Func<Cpu, Step> code, PropertyMonitor monitor) =>
        new Exploration(Program(vcpus, code, monitor).AsSystem()).Run();

    private static ConcurrentProgram Program(int vcpus, Func<Cpu, Step> code, PropertyMonitor? monitor = null)
    {
        var program = new ConcurrentProgram();
        program.Word("count");
        program.Word("gate");
        program.Run(vcpus, code);
        if (monitor is not null)
        {
            program.Watch(monitor);
        }

        return program;
    }

    private static async Step RemarksFirst(Cpu cpu)
    {
        cpu.Note("said");
        await cpu.Load(Count);
    }

    private static async Step RemarksOrThrows(Cpu cpu)
    {
        cpu.Note("said");
        if (cpu.Index == 1)
        {
            throw new InvalidOperationException();
        }

        await cpu.Load(Count);
    }

    private static async Step SleepsOrWakes(Cpu cpu, int waker)
    {
        if (cpu.Index != waker)
        {
            await cpu.FetchAdd(Count, 1);
            await cpu.Wait(Gate, 0);
        }
        else
        {
            while (await cpu.Load(Count) < (ulong)waker)
            {
                cpu.Pause();
            }

            await cpu.Store(Gate, 1);
            await cpu.WakeAll(Gate);
        }

        cpu.Note("said");
    }

    private static async Step SleepsInSilence(Cpu cpu, int waker)
    {
        if (cpu.Index != waker)
        {
            await cpu.Wait(Gate, 0);
            await cpu.Load(Count);
            return;
        }

        await cpu.Store(Gate, 1);
        await cpu.WakeAll(Gate);
    }

    private static async Step SleepsAgain(Cpu cpu)
    {
        while (true)
        {
            if (cpu.Index == 0)
            {
                await cpu.Wait(Gate, 0);
                cpu.Note("said");
            }
            else
            {
                await cpu.WakeAll(Gate);
            }
        }
    }

    private static async Step TakesForEver(Cpu cpu, Address taken)
    {
        while (true)
        {
            while (await cpu.CompareExchange(taken, 0, (ulong)cpu.Index + 1) != 0)
            {
                cpu.Pause();
            }

            if (cpu.Index == 0)
            {
                cpu.Note("said");
            }

            await cpu.Store(taken, 0);
        }
    }

    /// <summary>Rejects some vCPUs' events in an order, whatever events come before, between and after.</summary>
    private sealed class Forbids(string order) : PropertyMonitor
    {
        public override string Property => "forbidden";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("forbidden", "it minds remarks of any step")];

        public override int StateWords => 1;

        public override void OnNote(Observation step, int vcpu, Note note)
        {
            if (vcpu == order[(int)step[0]] - '0')
            {
                step[0]++;
            }

            if (step[0] == (ulong)order.Length)
            {
                step.Violate("in this order");
                step[0] = 0;
            }
        }
    }
}
