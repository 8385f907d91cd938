using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>A property that cannot be evaluated is an error of the harness. It is never a pass, and never a violation.</summary>
public sealed class EvaluationTests
{
    public static TheoryData<string> OfModels =>
        ["invariant", "witness", "goal", "liveness goal", "liveness trigger", "actions", "end", "nothing"];

    public static TheoryData<string> OfPrograms => ["always", "finally", "recurrence", "monitor", "nothing"];

    [Theory]
    [MemberData(nameof(OfModels))]
    public void Of_a_model(string what) => Demand(what, new Failing(what).AsSystem());

    [Theory]
    [MemberData(nameof(OfPrograms))]
    public void Of_a_program(string what)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => Count(cpu, word));
        program.Watch(new FailingMonitor(what == "monitor"));
        program.Always("always", memory => Fails(memory[word] == 2 && what == "always"));
        program.Finally("finally", _ => Fails(what == "finally"));
        if (what == "recurrence")
        {
            program.MustRecur("recurrence", memory => Fails(memory[word] == 2), Fairness.Weak);
        }

        Demand(what, program.AsSystem());
    }

    private static void Demand(string what, TransitionSystem system)
    {
        foreach (var workers in (int[])[1, 2])
        {
            var report = new Exploration(system, new SearchOptions(Workers: workers)).Run();

            Assert.Equal(what == "nothing" ? Verdict.Verified : Verdict.Error, report.Verdict);
            Assert.Null(report.Violation);
            if (what != "nothing")
            {
                Assert.Contains("cannot be evaluated", report.Error, StringComparison.Ordinal);
            }
        }
    }

    private static bool Fails(bool fails) => fails ? throw new InvalidOperationException("cannot be evaluated") : true;

    private static async Step Count(Cpu cpu, Address word)
    {
        await cpu.FetchAdd(word, 1);
        cpu.Note("counted");
    }

    private sealed class FailingMonitor(bool fails) : PropertyMonitor
    {
        public override string Property => "monitor";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("monitor", "it fails by itself")];

        public override void OnNote(Observation step, int vcpu, Note note) => Fails(fails && vcpu == 1);
    }

    /// <summary>Counts to three; something of it fails in the state 2, or at the end.</summary>
    private sealed class Failing(string what) : Model<int>
    {
        public override IReadOnlyList<string> Actors => ["one"];

        public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants => [("holds", state => Is("invariant", state))];

        public override IReadOnlyList<(string Name, Func<int, bool> Seen)> Witnesses => [("seen", state => Is("witness", state))];

        public override IReadOnlyList<(string Name, Func<int, bool> Met)> Goals => [("met", state => Is("goal", state) && state == 3)];

        public override IReadOnlyList<LivenessProperty<int>> Liveness =>
            [new("lives", Fairness.Weak, state => Is("liveness goal", state) && state == 3, state => Is("liveness trigger", state))];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) =>
            Is("actions", state) && state < 3 ? [new(0, "count", state + 1)] : [];

        public override bool MayEnd(int state) => Is("end", state - 1);

        private bool Is(string asked, int state) => Fails(asked == what && state == 2);
    }
}
