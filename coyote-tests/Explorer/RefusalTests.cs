using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>What the explorer cannot judge it refuses: it is never verified.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void More_goals_than_are_checked_are_refused()
    {
        var most = new Exploration(new Still(64).AsSystem()).Run();

        Assert.Equal(Verdict.Violated, most.Verdict);
        Assert.Contains("goal 63", most.Violation!.Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => new Exploration(new Still(65).AsSystem()).Run());
    }

    [Fact]
    public void Without_an_initial_state_there_is_nothing_to_verify()
    {
        var report = new Exploration(new Still(0, []).AsSystem()).Run();

        Assert.Equal((Verdict.Error, 0L), (report.Verdict, report.States));
        Assert.Contains("no initial state", report.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OperationKind.Load)]
    [InlineData(OperationKind.Store)]
    [InlineData(OperationKind.Wait)]
    [InlineData(OperationKind.WakeOne)]
    [InlineData(OperationKind.WakeAll)]
    public void What_lies_beyond_memory_is_not_the_programs(OperationKind kind)
    {
        var program = new ConcurrentProgram();
        program.Word("only");
        program.Run(2, cpu => Reach(cpu, new Address(1), kind)); // where the machine keeps who sleeps

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("word:1", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_must_hold_in_the_end_is_not_verified_where_there_is_no_end()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word", modulus: 2);
        program.Run(2, cpu => Count(cpu, word));
        program.Finally("nothing", _ => false);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("never seen: 'nothing' when every vCPU has finished", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_nobody_makes_is_not_shown_to_be_answered()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word", modulus: 2);
        program.Run(2, cpu => Count(cpu, word));
        program.MustRespond("answers", "askd", "answered", Fairness.Weak);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("never seen: askd, by vcpu0", report.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void That_one_vCPU_asks_does_not_speak_for_another(bool isSaid)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word", modulus: 2);
        program.Run(1, cpu => Count(cpu, word));
        program.Run(1, cpu => Tick(cpu, word));
        program.MustRespond("answers", "asked", "answered", Fairness.Weak, isSaid ? [0] : null);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal(isSaid ? Verdict.Verified : Verdict.Error, report.Verdict);
        Assert.Equal(!isSaid, report.Error?.Contains("never seen: asked, by vcpu1.", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void What_vCPUs_owe_is_demanded_of_vCPUs_that_are_there()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word", modulus: 2);

        Assert.Throws<InvalidOperationException>(() => program.MustRespond("answers", "asked", "answered", Fairness.Weak));
        program.Run(1, cpu => Count(cpu, word));
        Assert.Throws<InvalidOperationException>(() => program.MustRespond("answers", "asked", "answered", Fairness.Weak, [1]));
        program.MustRespond("answers", "asked", "answered", Fairness.Weak);
        Assert.Throws<InvalidOperationException>(() => program.Run(1, cpu => Count(cpu, word)));
    }

    private static async Step Tick(Cpu cpu, Address word)
    {
        while (true)
        {
            await cpu.FetchAdd(word, 1);
        }
    }

    private static async Step Count(Cpu cpu, Address word)
    {
        while (true)
        {
            cpu.Note("asked");
            await cpu.FetchAdd(word, 1);
            cpu.Note("answered");
        }
    }

    [Fact]
    public void Nor_is_a_trigger_that_never_holds()
    {
        var report = new Exploration(new Still(0).AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("never seen: what triggers 'answers'", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_comes_back_after_it_was_given_up_finds_its_table()
    {
        using var run = new SearchRun(Specimens.Named("verified model"), new SearchOptions(), default);
        run.Workers[0].Start();
        run.IsAbandoned = true;
        run.Dispose();

        run.Workers[0].Run();

        Assert.Equal(new Exploration(Specimens.Named("verified model")).Run().States, run.Visited.Count);
        run.IsAbandoned = false;
    }

    [Fact]
    public void A_model_that_names_another_actor_the_second_time_is_noticed()
    {
        var report = new Exploration(new Fickle().AsSystem()).Run();

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("expanded twice", report.Error, StringComparison.Ordinal);
    }

    private static async Step Reach(Cpu cpu, Address word, OperationKind kind)
    {
        switch (kind)
        {
            case OperationKind.Load:
                await cpu.Load(word);
                break;
            case OperationKind.Store:
                await cpu.Store(word, 1);
                break;
            case OperationKind.Wait:
                await cpu.Wait(word, 7);
                break;
            case OperationKind.WakeOne:
                await cpu.WakeOne(word);
                break;
            default:
                await cpu.WakeAll(word);
                break;
        }
    }

    /// <summary>Stays where it is, and meets every goal but the last.</summary>
    [Stateless("An array that is filled before it is explored.")]
    private sealed class Still(int goals, int[]? initial = null) : Model<int>
    {
        public override IReadOnlyList<string> Actors => ["one"];

        public override IReadOnlyList<(string Name, Func<int, bool> Met)> Goals { get; } =
            [.. Enumerable.Range(0, goals).Select(goal => ($"goal {goal}", new Func<int, bool>(_ => goal != goals - 1)))];

        public override IReadOnlyList<LivenessProperty<int>> Liveness { get; } = goals > 0
            ? []
            : [new("answers", Fairness.Weak, state => state == 2, state => state == 1)];

        public override IEnumerable<int> Initial() => initial ?? [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => [new(0, "stay", state)];

        public override bool MayEnd(int state) => true;
    }

    /// <summary>Steps to the same state, but each time it is somebody else's step.</summary>
    [Stateless("It is told not to be looked at: running it twice shows what it hides.")]
    private sealed class Fickle : Model<int>
    {
        private int asked;

        public override IReadOnlyList<string> Actors => ["one", "other"];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => [new(asked++ % 2, "stay", state)];

        public override bool MayEnd(int state) => true;
    }
}
