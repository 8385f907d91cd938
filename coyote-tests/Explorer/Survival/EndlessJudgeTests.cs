using System.Diagnostics;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Survival;

/// <summary>A predicate, a monitor or a model that loops without end is an error that names it; one that loops and ends is none.</summary>
[Trait("Category", "Long")]
public sealed class EndlessJudgeTests
{
    [Theory]
    [InlineData("always")]
    [InlineData("finally")]
    [InlineData("recurrence")]
    [InlineData("monitor")]
    public void Of_a_program(string what)
    {
        Demand(() => Program(what, ends: true).AsSystem(), ends: true);
        Demand(() => Program(what, ends: false).AsSystem(), ends: false);
    }

    [Theory]
    [InlineData("initial")]
    [InlineData("actions")]
    [InlineData("end")]
    [InlineData("invariant")]
    [InlineData("goal")]
    public void Of_a_model(string what)
    {
        Demand(() => new Looping(what, ends: true).AsSystem(), ends: true);
        Demand(() => new Looping(what, ends: false).AsSystem(), ends: false);
    }

    [Fact]
    public void A_model_that_names_too_few_actors_is_an_error()
    {
        var report = new Exploration(new Nameless().AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("the model Nameless has an action 'count' of actor 0, and 0 actors", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_among_too_many_is_an_error()
    {
        var clock = Stopwatch.StartNew();

        var report = new Exploration(Chooser(int.MaxValue).AsSystem(), new SearchOptions(MaxTime: TimeSpan.FromSeconds(20))).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("EndlessJudgeTests.cs:", report.Error, StringComparison.Ordinal);
        Assert.Contains("chooses among 2,147,483,647 values", report.Error, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_choice_among_many_is_explored() =>
        Assert.Equal(Verdict.Verified, new Exploration(Chooser(1000).AsSystem()).Run().Verdict);

    private static void Demand(Func<TransitionSystem> system, bool ends)
    {
        var options = new SearchOptions { LongestStretch = TimeSpan.FromSeconds(0.5) };
        var report = new Exploration(system(), options).Run();

        Assert.True(report.Verdict == (ends ? Verdict.Verified : Verdict.Error), $"{report.Verdict}: {report.Error} {report.Violation}");
        if (!ends)
        {
            Assert.Contains("EndlessJudgeTests.", report.Error, StringComparison.Ordinal);
            Assert.Contains("(coyote-tests/Explorer/Survival/EndlessJudgeTests.cs:", report.Error, StringComparison.Ordinal);
            Assert.Contains("does not come to an answer", report.Error, StringComparison.Ordinal);
        }
    }

    private static ConcurrentProgram Program(string what, bool ends)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word", modulus: 2);
        if (what == "finally")
        {
            program.Run(1, async cpu => await cpu.Store(word, 1));
            program.Finally("holds", memory => Turn(memory[word], ends));
        }
        else
        {
            program.Run(1, async cpu =>
            {
                while (true)
                {
                    await cpu.Store(word, await cpu.Load(word) + 1);
                    cpu.Note("stored");
                }
            });
        }

        if (what == "always")
        {
            program.Always("holds", memory => Turn(memory[word], ends));
        }
        else if (what == "recurrence")
        {
            program.MustRecur("recurs", memory => Turn(memory[word], ends) && memory[word] == 0, Fairness.Weak);
        }
        else if (what == "monitor")
        {
            program.Watch(new LoopingMonitor(ends));
        }

        return program;
    }

    private static ConcurrentProgram Chooser(int bound)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, async cpu => await cpu.Store(word, await cpu.Choose(bound)));
        return program;
    }

    // Without end for the value 1.
    private static bool Turn(ulong value, bool ends)
    {
        for (ulong turn = 0; turn < 10 || (value == 1 && !ends); turn++)
        {
            value += turn & 0;
        }

        return true;
    }

    private sealed class LoopingMonitor(bool ends) : PropertyMonitor
    {
        public override string Property => "loops";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("loops", "it looks at nothing")];

        public override void OnNote(Observation step, int vcpu, Note note) => Turn(1, ends);
    }

    private sealed class Looping(string what, bool ends) : Model<int>
    {
        public override IReadOnlyList<string> Actors => ["one"];

        public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants => [("holds", state => Is("invariant", state))];

        public override IReadOnlyList<(string Name, Func<int, bool> Met)> Goals => [("met", state => Is("goal", state) && state == 3)];

        public override IEnumerable<int> Initial() => Is("initial", 1) ? [0] : [];

        public override IEnumerable<ModelAction<int>> Enabled(int state) =>
            Is("actions", state) && state < 3 ? [new(0, "count", state + 1)] : [];

        public override bool MayEnd(int state) => Is("end", state);

        private bool Is(string asked, int state) => asked != what || Turn((ulong)state, ends);
    }

    private sealed class Nameless : Model<int>
    {
        public override IReadOnlyList<string> Actors => [];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => state < 3 ? [new(0, "count", state + 1)] : [];

        public override bool MayEnd(int state) => true;
    }
}
