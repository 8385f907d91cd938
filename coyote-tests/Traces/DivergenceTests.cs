using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Traces;

/// <summary>
/// A trace of code that has changed since: the first step that differs, both operations with file and line, and the likely cause.
/// </summary>
public sealed class DivergenceTests
{
    private static readonly Scenario Recorded = new Changing(null);

    private static readonly Trace Trace = Record();

    [Theory]
    [InlineData("inserted", 3, DivergenceCause.Inserted, "load a: 0", "load b: 0", "'load b: 0'", "is new, before 'load a: 0'")]
    [InlineData("removed", 3, DivergenceCause.Removed, "load a: 0", "store b = 1", "'load a: 0'", "is gone")]
    [
        InlineData(
            "moved", 3, DivergenceCause.Moved, "load a: 0", "store b = 1", "'store b = 1'", "has moved: it now comes before 'load a: 0'"),
    ]
    [InlineData("repeated", 3, DivergenceCause.Inserted, "load a: 0", "load c: 1", "'load c: 1'", "is new, before 'load a: 0'")]
    [InlineData("replaced", 3, DivergenceCause.Replaced, "load a: 0", "fence", "'fence'", "is in the place of 'load a: 0'")]
    [InlineData("value", 4, DivergenceCause.Value, "store b = 1", "store b = 2", "'store b = 2'", "another value")]
    [InlineData("order", 3, DivergenceCause.Replaced, "load a: 0", "fetch-add a + 1: 0", "'fetch-add a + 1: 0'", "in the place of")]
    public void The_first_diverging_step_has_a_cause(
        string change, int step, DivergenceCause cause, string expected, string actual, params string[] said)
    {
        var report = Recording.Confirm(Trace, [new Changing(change)]);

        Assert.False(report.Reproduced);
        Assert.Equal(step, report.Step);
        Assert.Equal((cause, expected, actual), (report.Cause!.Kind, report.Cause.Expected?.Operation, report.Cause.Actual?.Operation));
        Assert.Matches(@"Traces/DivergenceTests\.cs:\d+$", report.Cause.Expected!.Site);
        Assert.Matches(@"Traces/DivergenceTests\.cs:\d+$", report.Cause.Actual!.Site);
        Assert.All(said, text => Assert.Contains(text, report.Cause.Text, StringComparison.Ordinal));
        Assert.Contains("vcpu1: ", report.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_ends_early_is_told()
    {
        var report = Recording.Confirm(Trace, [new Changing("ends")]);

        Assert.Equal((3, DivergenceCause.Removed), (report.Step, report.Cause!.Kind));
        Assert.Null(report.Cause.Actual);
        Assert.Contains("the code ends before it", report.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_judges_otherwise_is_told()
    {
        var report = Recording.Confirm(Trace, [new Changing("judged")]);

        Assert.Equal((Trace.Steps.Count, DivergenceCause.Judgement), (report.Step, report.Cause!.Kind));
        Assert.Contains("nothing is wrong at the end", report.Divergence, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_waits_is_told()
    {
        var report = Recording.Confirm(Trace, [new Changing("waits")]);

        Assert.Equal((3, DivergenceCause.Replaced), (report.Step, report.Cause!.Kind));
        Assert.Contains("cannot take a step here: it is at wait-for-event", report.Cause.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trace_that_replays_has_no_cause() => Assert.Null(Recording.Confirm(Trace, [Recorded]).Cause);

    private static Trace Record()
    {
        var sizes = new Sizes(Recorded);
        var report = new Exploration(Recorded.Build(sizes)).Run();
        return Recording.Record(Recorded, sizes, null, report.Counterexample!);
    }

    /// <summary>vcpu0 takes two steps; vcpu1 three, of which the last is wrong. A change concerns what vcpu1 does.</summary>
    private sealed class Changing(string? change) : ProgramScenario
    {
        public override string Name => "changing";

        public override string Summary => "Code that changes.";

        public override IReadOnlyList<Parameter> Parameters => [];

        public override IReadOnlyList<string> Properties => ["b-before-end"];

        protected override ConcurrentProgram Program(Sizes sizes, string? variant)
        {
            var program = new ConcurrentProgram();
            var (a, b, c) = (program.Word("a"), program.Word("b"), program.Word("c"));
            program.Run(1, cpu => First(cpu, c));
            program.Run(1, cpu => Second(cpu, a, b, c, change));
            program.Always("b-before-end", memory => change == "judged" || memory[c] != 2 || memory[b] == 0);
            return program;
        }

        private static async Step First(Cpu cpu, Address c)
        {
            await cpu.Load(c);
            await cpu.Store(c, 1);
        }

        private static async Step Second(Cpu cpu, Address a, Address b, Address c, string? change)
        {
            if (change == "ends")
            {
                return;
            }

            if (change == "waits")
            {
                await cpu.WaitForEvent();
            }

            if (change == "inserted")
            {
                await cpu.Load(b);
            }

            if (change == "repeated")
            {
                await cpu.Load(c); // as it does later, too
            }

            if (change == "order")
            {
                await cpu.FetchAdd(a, 1);
            }
            else if (change == "replaced")
            {
                await cpu.Fence();
            }
            else if (change is not ("removed" or "moved"))
            {
                await cpu.Load(a);
            }

            await cpu.Store(b, change == "value" ? 2UL : 1UL);
            if (change == "moved")
            {
                await cpu.Load(a);
            }

            if (await cpu.Load(c) == 1)
            {
                await cpu.Store(c, 2);
            }
        }
    }
}
