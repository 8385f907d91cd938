using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.SelfComposition;
using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Lanes;

/// <summary>Tiny programs that leak, each in a way of its own, and others that look as if they did.</summary>
public sealed class TwoLanesTests
{
    // Two words before them are a page: guests have no tables, so their accesses fault.
    private static readonly Address SecretWord = new(2);
    private static readonly Address Public = new(3);
    private static readonly Address Other = new(4);

    public static TheoryData<string> Leaks => [.. Leaking.Keys];

    public static TheoryData<string> Safe => [.. Harmless.Keys];

    private static Dictionary<string, Func<Cpu, Step>[]> Leaking { get; } = new()
    {
        ["by data"] = [CopiesAndShows],
        ["by control"] = [BranchesAndShows],
        ["by a remark"] = [Remarks],
        ["by which word is read"] = [ReadsBySecret],
        ["by termination"] = [EndsOrNot],
        ["by coming to an end early"] = [EndsEarly],
        ["through another vCPU"] = [Copies, Watches],
        ["after steps that differ in number"] = [CountsThenShows],
        ["before it is released"] = [ShowsThenReleases],
        ["by what is released twice, once changed"] = [ReleasesThenChanges],
        ["after the same private access outside of private memory"] = [LeavesAndShows],
        ["by a private access that may come, and that it may wait for"] = [LeavesOrLoops],
        ["by who is woken and sleeps again"] = [cpu => WakesBySecret(cpu, isShared: false), cpu => SleepsAgain(cpu, Public), cpu => SleepsAgain(cpu, Other)],
        ["by who is woken and does more before it sleeps again"] = [cpu => WakesBySecret(cpu, isShared: false), SleepsAndWorks],
    };

    private static Dictionary<string, Func<Cpu, Step>[]> Harmless { get; } = new()
    {
        ["nothing is done with it"] = [Keeps],
        ["it is copied and never shown"] = [Copies, WatchesOther],
        ["it decides how many private steps there are"] = [Counts],
        ["it decides how many hidden steps there are"] = [BranchesInSilence],
        ["it is overwritten before it is shown"] = [Overwrites],
        ["it is released before it is shown"] = [ReleasesThenShows],
        ["what is shown is the environment's choice"] = [ShowsChoice],
        ["both run private code for ever"] = [LoopsForEver],
        ["both make the same private access outside of private memory"] = [LeavesAndKeeps],
        ["one makes a private access outside of private memory"] = [LeavesOrNot],
        ["those who are woken sleep again, whatever it is"] = [cpu => WakesBySecret(cpu, isShared: true), cpu => SleepsAgain(cpu, Public), cpu => SleepsAgain(cpu, Other)],
    };

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_leak_is_found(string name)
    {
        var report = Explore(Leaking[name]);

        Assert.Equal((Verdict.Violated, "confidentiality"), (report.Verdict, report.Violation?.Property));
    }

    [Theory]
    [MemberData(nameof(Leaks))]
    [MemberData(nameof(Safe))]
    public void All_pairs_come_to_the_verdict_of_fewer(string name)
    {
        var code = Leaking.GetValueOrDefault(name) ?? Harmless[name];

        var all = new Exploration(new TwoLanes(Program(code), new Bystander(), Machine, reduces: false)).Run();

        Assert.Equal(Explore(code).Verdict, all.Verdict);
    }

    [Theory]
    [MemberData(nameof(Safe))]
    public void What_does_not_leak_is_verified(string name)
    {
        var report = Explore(Harmless[name]);

        Assert.True(report.Verdict == Verdict.Verified, $"{report.Verdict}: {report.Violation?.Message ?? report.Error}");
    }

    [Fact]
    public void What_must_be_released_and_is_not_is_an_error()
    {
        var report = Explore([Keeps], new Releasing());

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("released: the word", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_without_secrets_is_an_error()
    {
        var report = Explore([ShowsPublic]);

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("the executions differ", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Private_code_that_remarks_is_refused() =>
        Assert.Contains("private code remarks", Explore([RemarksInPrivate]).Error, StringComparison.Ordinal);

    [Fact]
    public void Goals_of_one_execution_are_refused()
    {
        var program = Program([Keeps]);
        program.MustProgress();

        Assert.Throws<UnsupportedStateException>(() => program.AsTwoLanes(new Bystander()));
    }

    [Fact]
    public void So_is_a_remark_that_must_recur()
    {
        var program = Program([Keeps]);
        program.MustRecur("recurs", "said", Fairness.Weak);

        Assert.Throws<UnsupportedStateException>(() => program.AsTwoLanes(new Bystander()));
    }

    [Fact]
    public void A_counterexample_shows_both_executions_and_whose_step_is_whose()
    {
        var system = Program([CopiesAndShows]).AsTwoLanes(new Bystander());
        var report = new Exploration(system).Run();
        var replay = new Interlock.Explorer.Traces.Replay(system, report.Counterexample!.Initial);
        var steps = report.Counterexample.Schedule.Select(replay.Take).ToList();

        Assert.Equal(["vcpu0", "vcpu0 left", "vcpu0 right"], system.Actors);
        Assert.Contains(steps, step => system.Actors[step.Actor] == "vcpu0 right" && step.Operation == "choose below 2: 1");
        var stored = steps[^2].Operations().Last();
        Assert.Equal("store public = 0 | store public = 1", stored.Operation);
        Assert.Equal([new Change("public", "0", "0 | 1")], stored.Changes);
        Assert.Equal("load public: 0 | load public: 1", steps[^1].Operation);
        Assert.Equal("vcpu0 is answered 0 in one execution and 1 in the other, at models/Semantics/SelfComposition/Acts/Seen.cs:18", replay.Violation?.Message);
    }

    private static StageTwoTranslation Machine => new(new PageLayout(Pages: 1, Levels: 1, Entries: 2));

    private static Report Explore(Func<Cpu, Step>[] vcpus, Observer? observer = null) =>
        new Exploration(Program(vcpus).AsTwoLanes(observer ?? new Bystander(), Machine)).Run();

    private static ConcurrentProgram Program(Func<Cpu, Step>[] vcpus)
    {
        var program = new ConcurrentProgram();
        program.Word("page");
        program.Word("page, second word");
        program.Word("secret");
        program.Word("public");
        program.Word("other");
        foreach (var vcpu in vcpus)
        {
            program.Run(1, vcpu);
        }

        return program;
    }

    private static async Step Keeps(Cpu cpu)
    {
        await Secret.Store(cpu, SecretWord, await Secret.Choose(cpu, 2));
        await Seen.Load(cpu, Public);
    }

    private static async Step Copies(Cpu cpu)
    {
        await Secret.Store(cpu, SecretWord, await Secret.Choose(cpu, 2));
        await cpu.Store(Public, await cpu.Load(SecretWord));
    }

    private static async Step CopiesAndShows(Cpu cpu)
    {
        await Copies(cpu);
        await Seen.Load(cpu, Public);
    }

    private static async Step WakesBySecret(Cpu cpu, bool isShared)
    {
        var secret = await Secret.Choose(cpu, 2);
        while (true)
        {
            await cpu.WakeOne(isShared || secret == 1 ? Public : Other);
            if (isShared)
            {
                await cpu.WakeOne(Other);
            }
        }
    }

    private static async Step SleepsAgain(Cpu cpu, Address word)
    {
        while (true)
        {
            await cpu.Wait(word, 0);
            cpu.Note("woken");
        }
    }

    private static async Step SleepsAndWorks(Cpu cpu)
    {
        while (true)
        {
            await cpu.Wait(Public, 0);
            cpu.Note("woken");
            await cpu.Fence();
        }
    }

    private static async Step Watches(Cpu cpu) => await Seen.Load(cpu, Public);

    private static async Step WatchesOther(Cpu cpu) => await Seen.Load(cpu, Other);

    private static async Step BranchesAndShows(Cpu cpu)
    {
        if (await Secret.Choose(cpu, 2) == 1)
        {
            await cpu.Store(Public, 1);
        }

        await Seen.Load(cpu, Public);
    }

    private static async Step BranchesInSilence(Cpu cpu)
    {
        if (await Secret.Choose(cpu, 2) == 1)
        {
            await cpu.Store(Public, 1);
            await cpu.Load(Other);
        }

        await cpu.Store(Public, 0);
        await Seen.Load(cpu, Public);
    }

    private static async Step Remarks(Cpu cpu)
    {
        var secret = await Secret.Choose(cpu, 2);
        await cpu.Fence();
        cpu.Note("answer", secret);
    }

    private static async Step RemarksInPrivate(Cpu cpu)
    {
        await Secret.Choose(cpu, 2);
        cpu.Note("chosen");
    }

    private static async Step ReadsBySecret(Cpu cpu)
    {
        var word = await Secret.Choose(cpu, 2) == 1 ? Public : Other;
        await Seen.Load(cpu, word);
    }

    private static async Step EndsOrNot(Cpu cpu)
    {
        if (await Secret.Choose(cpu, 2) == 1)
        {
            while (true)
            {
                await Secret.Load(cpu, SecretWord);
            }
        }

        await Seen.Load(cpu, Public);
    }

    private static async Step LoopsForEver(Cpu cpu)
    {
        var address = await Secret.Choose(cpu, 2) == 1 ? SecretWord : Other;
        while (true)
        {
            await Secret.Load(cpu, address);
        }
    }

    private static async Step EndsEarly(Cpu cpu)
    {
        if (await Secret.Choose(cpu, 2) == 1)
        {
            await Seen.Load(cpu, Public);
        }
    }

    private static async Step Counts(Cpu cpu)
    {
        for (var left = await Secret.Choose(cpu, 3); left > 0; left--)
        {
            await Secret.Store(cpu, SecretWord, left);
        }

        await Seen.Load(cpu, Public);
    }

    // Taken step by step together, the two would be at different places when one of them shows something, and never compared.
    private static async Step CountsThenShows(Cpu cpu)
    {
        var count = await Secret.Choose(cpu, 3);
        for (var left = count; left > 0; left--)
        {
            await Secret.Store(cpu, SecretWord, left);
        }

        await cpu.Store(Public, count);
        await Seen.Load(cpu, Public);
    }

    private static async Step Overwrites(Cpu cpu)
    {
        await Copies(cpu);
        await cpu.Store(Public, 0);
        await Seen.Load(cpu, Public);
    }

    private static async Step ReleasesThenShows(Cpu cpu)
    {
        await Secret.Store(cpu, SecretWord, await Secret.Choose(cpu, 2));
        await cpu.Store(Public, await Released.Load(cpu, SecretWord));
        await Seen.Load(cpu, Public);
    }

    private static async Step ReleasesThenChanges(Cpu cpu)
    {
        await ReleasesThenShows(cpu);
        await Secret.Store(cpu, SecretWord, await Secret.Choose(cpu, 2));
        await cpu.Store(Public, await cpu.Load(SecretWord));
        await Seen.Load(cpu, Public);
    }

    private static async Step ShowsThenReleases(Cpu cpu)
    {
        await CopiesAndShows(cpu);
        await Released.Load(cpu, SecretWord);
    }

    private static async Step ShowsChoice(Cpu cpu)
    {
        await Secret.Store(cpu, SecretWord, await Secret.Choose(cpu, 2));
        await cpu.Store(Public, await cpu.Choose(2));
        await Seen.Load(cpu, Public);
    }

    private static async Step ShowsPublic(Cpu cpu)
    {
        await cpu.Store(Public, 1);
        await Seen.Load(cpu, Public);
    }

    // That it reaches no memory of its own, all may know. It may also never do that.
    private static async Step LeavesOrLoops(Cpu cpu)
    {
        if (await Secret.Choose(cpu, 2) == 1)
        {
            while (await Secret.Choose(cpu, 2) == 0)
            {
                cpu.Pause();
            }

            await Secret.GuestLoad(cpu, 0);
        }

        await Seen.Load(cpu, Public);
    }

    private static async Step LeavesAndShows(Cpu cpu)
    {
        await Secret.Store(cpu, SecretWord, await Secret.Choose(cpu, 2));
        await Secret.GuestLoad(cpu, 0);
        await cpu.Store(Public, await cpu.Load(SecretWord));
        await Seen.Load(cpu, Public);
    }

    private static async Step LeavesAndKeeps(Cpu cpu)
    {
        await Keeps(cpu);
        await Secret.GuestLoad(cpu, 0);
    }

    private static async Step LeavesOrNot(Cpu cpu)
    {
        if (await Secret.Choose(cpu, 2) == 1)
        {
            await Secret.GuestLoad(cpu, 0);
        }

        await Seen.Load(cpu, Public);
    }

    private sealed class Releasing : Bystander
    {
        public override IReadOnlyList<string> Releases => ["the word"];
    }
}
