using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>What a program promises, and is not so, is found out instead of believed.</summary>
public sealed class PromiseTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void A_monitor_that_says_wrongly_that_remarks_commute_is_refused(int vcpus)
    {
        var report = Explored(vcpus, new Ordered(commutes: true));

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("in another order", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_monitor_that_does_not_say_so_hears_every_order() =>
        Assert.Equal((Verdict.Violated, "order"), Found(Explored(2, new Ordered(commutes: false))));

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void A_monitor_that_counts_says_rightly_that_remarks_commute(int vcpus) =>
        Assert.Equal((Verdict.Verified, null), Found(Explored(vcpus, new Counted(vcpus))));

    [Fact]
    public void What_is_added_after_the_system_was_made_is_not_left_out()
    {
        var program = Program(2, out var word);
        var system = program.AsSystem();
        program.Always("zero", memory => memory[word] == 0);

        var report = new Exploration(system).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("Call AsSystem last", report.Error, StringComparison.Ordinal);
        Assert.Equal(Verdict.Violated, new Exploration(program.AsSystem()).Run().Verdict);
    }

    private static (Verdict Verdict, string? Property) Found(Report report) => (report.Verdict, report.Violation?.Property);

    private static Report Explored(int vcpus, PropertyMonitor monitor)
    {
        var program = Program(vcpus, out _);
        program.Watch(monitor);
        return new Exploration(program.AsSystem()).Run();
    }

    private static ConcurrentProgram Program(int vcpus, out Address word)
    {
        var program = new ConcurrentProgram();
        var one = word = program.Word("w");
        program.Run(vcpus, cpu => Code(cpu, one));
        return program;
    }

    private static async Step Code(Cpu cpu, Address word)
    {
        cpu.Note("begin");
        await cpu.Store(word, 1);
    }

    private sealed class Ordered(bool commutes) : PropertyMonitor
    {
        public override string Property => "order";

        public override int StateWords => 1;

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("order", "any remark may be the first")];

        public override bool Commutes(Note note) => commutes;

        public override void OnNote(Observation step, int vcpu, Note note)
        {
            if (vcpu == 1 && step[0] == 0)
            {
                step.Violate("vcpu1 is the first");
            }

            step[0] |= 1UL << vcpu;
        }
    }

    private sealed class Counted(int most) : PropertyMonitor
    {
        public override string Property => "count";

        public override int StateWords => 1;

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("count", "any remark may be one too many")];

        public override bool Commutes(Note note) => true;

        public override void OnNote(Observation step, int vcpu, Note note)
        {
            if (++step[0] > (ulong)most)
            {
                step.Violate("too many");
            }
        }
    }
}
