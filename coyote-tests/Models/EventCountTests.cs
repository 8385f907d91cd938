using System.Collections.Immutable;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>
/// Event counts: code that reads, checks and waits for ever closes, with the results that an unbounded number has, where a modulus has
/// others; and the count is used for nothing else.
/// </summary>
[Trait("Category", "Long")]
public sealed class EventCountTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    public enum Act
    {
        Read,
        Wait,
        Advance,
        Wake,
        HasAdvanced,
        SetFlag,
        SkipIfFlag,
    }

    [Fact]
    public void The_usual_idiom_closes_and_holds()
    {
        var report = new Exploration(Mailbox(checksFirst: false).AsSystem()).Run();

        Assert.Equal((null, Verdict.Verified), (report.Error, report.Verdict));
    }

    [Fact]
    public void Who_checks_before_it_reads_loses_a_wake_up()
    {
        var report = new Exploration(Mailbox(checksFirst: true).AsSystem()).Run();

        Assert.Equal((Verdict.Violated, "no-lost-wake-up"), (report.Verdict, report.Violation?.Property));
    }

    [Fact]
    public void A_modulus_would_be_wrong_where_the_abstraction_is_right()
    {
        Assert.Equal(Verdict.Verified, new Exploration(TwoNotifiers(modulus: null).AsSystem()).Run().Verdict);
        Assert.Equal(Verdict.Verified, new Exploration(TwoNotifiers(modulus: 0).AsSystem()).Run().Verdict);

        var wrapped = new Exploration(TwoNotifiers(modulus: 2).AsSystem()).Run();

        Assert.Equal((Verdict.Violated, "no-lost-wake-up"), (wrapped.Verdict, wrapped.Violation?.Property));
    }

    [Fact]
    public void Random_programs_end_as_with_an_unbounded_number()
    {
        var (deadlocks, wrong) = (0, 0);
        for (var seed = 1; seed <= 150; seed++)
        {
            var random = new Random(seed);
            var scripts = Enumerable.Range(0, 2 + random.Next(2)).Select(_ => Script(random)).ToList();

            var abstracted = Ends(Scripted(scripts, count: true, modulus: 0));
            var numbers = Ends(Scripted(scripts, count: false, modulus: 0));

            Assert.True(
                abstracted.SetEquals(numbers), $"seed {seed}: {string.Join(" / ", scripts.Select(script => string.Join(' ', script)))}");
            deadlocks += numbers.Any(end => end.Contains("waits", StringComparison.Ordinal)) ? 1 : 0;
            wrong += Ends(Scripted(scripts, count: false, modulus: 2)).SetEquals(numbers) ? 0 : 1;
        }

        Assert.True(deadlocks > 10 && wrong > 0, $"{deadlocks} programs have a deadlock, {wrong} end otherwise with a modulus");
    }

    [Fact]
    public void The_word_of_a_count_is_used_for_nothing_else()
    {
        Assert.Contains("is an event count", Error(async (cpu, _, word) => await cpu.Load(word)), StringComparison.Ordinal);
        Assert.Contains("is an event count", Error(async (cpu, _, word) => await cpu.FetchAdd(word, 1)), StringComparison.Ordinal);
        Assert.Contains("EventCountTests.cs:", Error(async (cpu, _, word) => await cpu.Load(word)), StringComparison.Ordinal);
        Assert.Null(Error(async (cpu, count, _) => await cpu.ReadCount(count)));
    }

    [Fact]
    public void Another_word_is_no_count()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, async cpu => await cpu.ReadCount(new EventCount(word)));

        Assert.Contains("'word' is no event count", new Exploration(program.AsSystem()).Run().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_threads_wait_on_the_number()
    {
        var report = ThreadedRun.Start(Mailbox(checksFirst: false, rounds: 2000), Long, Long);

        Assert.True(report is { Violation: null, Finished: true }, $"{report}");
    }

    private static string? Error(Func<Cpu, EventCount, Address, Step> code)
    {
        var program = new ConcurrentProgram();
        var count = program.EventCount("count");
        program.Run(1, cpu => code(cpu, count, new Address(0)));
        return new Exploration(program.AsSystem()).Run().Error;
    }

    // One vCPU puts a letter into an empty box, the other takes it out; each waits for the other. Endless if no rounds are given.
    private static ConcurrentProgram Mailbox(bool checksFirst, int rounds = 0)
    {
        var program = new ConcurrentProgram();
        var (box, count) = (program.Word("box"), program.EventCount("count"));
        program.Run(1, cpu => Exchange(cpu, box, count, 0, checksFirst, rounds));
        program.Run(1, cpu => Exchange(cpu, box, count, 1, checksFirst, rounds));
        if (rounds == 0)
        {
            program.MustProgress("exchanged");
        }

        return program;
    }

    private static async Step Exchange(Cpu cpu, Address box, EventCount count, ulong awaited, bool checksFirst, int rounds)
    {
        for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
        {
            while (true)
            {
                if (checksFirst && await cpu.Load(box) == awaited)
                {
                    break;
                }

                await cpu.ReadCount(count);
                if (!checksFirst && await cpu.Load(box) == awaited)
                {
                    break;
                }

                await cpu.WaitCount(count);
            }

            await cpu.Store(box, 1 - awaited);
            await cpu.AdvanceCount(count);
            await cpu.WakeAll(count);
            cpu.Note("exchanged");
        }
    }

    // Two that notify, one that waits until both have: its reading must not come back to life.
    private static ConcurrentProgram TwoNotifiers(ulong? modulus)
    {
        var program = new ConcurrentProgram();
        var ready = program.Word("ready");
        var count = modulus is null ? program.EventCount("count") : default;
        var word = modulus is { } wraps ? program.Word("count", 0, wraps) : default;
        program.Run(2, cpu => modulus is null ? Notify(cpu, ready, count) : NotifyPlainly(cpu, ready, word));
        program.Run(1, cpu => modulus is null ? Await(cpu, ready, count) : AwaitPlainly(cpu, ready, word));
        return program;
    }

    private static async Step Notify(Cpu cpu, Address ready, EventCount count)
    {
        await cpu.FetchAdd(ready, 1);
        await cpu.AdvanceCount(count);
        await cpu.WakeAll(count);
    }

    private static async Step NotifyPlainly(Cpu cpu, Address ready, Address count)
    {
        await cpu.FetchAdd(ready, 1);
        await cpu.FetchAdd(count, 1);
        await cpu.WakeAll(count);
    }

    private static async Step Await(Cpu cpu, Address ready, EventCount count)
    {
        await cpu.ReadCount(count);
        while (await cpu.Load(ready) != 2)
        {
            await cpu.WaitCount(count);
            await cpu.ReadCount(count);
        }
    }

    private static async Step AwaitPlainly(Cpu cpu, Address ready, Address count)
    {
        var seen = await cpu.Load(count);
        while (await cpu.Load(ready) != 2)
        {
            await cpu.Wait(count, seen);
            seen = await cpu.Load(count);
        }
    }

    private static ImmutableArray<Act> Script(Random random) =>
        [.. Enumerable.Range(0, 3 + random.Next(4)).Select(_ => (Act)random.Next((int)Act.SkipIfFlag + 1))];

    private static TransitionSystem Scripted(List<ImmutableArray<Act>> scripts, bool count, ulong modulus)
    {
        var program = new ConcurrentProgram();
        var flag = program.Word("flag");
        var answers = scripts.Select((_, vcpu) => program.Word($"answers{vcpu}")).ToList();
        var events = count ? program.EventCount("count") : default;
        var word = count ? default : program.Word("count", 0, modulus);
        for (var vcpu = 0; vcpu < scripts.Count; vcpu++)
        {
            var (script, answer) = (scripts[vcpu], answers[vcpu]);
            program.Run(1, cpu => count ? Run(cpu, script, events, flag, answer) : RunPlainly(cpu, script, word, flag, answer));
        }

        return program.AsSystem();
    }

    private static async Step Run(Cpu cpu, ImmutableArray<Act> script, EventCount count, Address flag, Address answer)
    {
        var answers = 1UL;
        for (var index = 0; index < script.Length; index++)
        {
            switch (script[index])
            {
                case Act.Read:
                    await cpu.ReadCount(count);
                    break;
                case Act.Wait:
                    await cpu.WaitCount(count);
                    break;
                case Act.Advance:
                    await cpu.AdvanceCount(count);
                    break;
                case Act.Wake:
                    await cpu.WakeAll(count);
                    break;
                case Act.HasAdvanced:
                    answers = (2 * answers) + await cpu.HasAdvanced(count);
                    break;
                default:
                    index += await UseFlag(cpu, script[index], flag);
                    break;
            }
        }

        await cpu.Store(answer, answers);
    }

    private static async Step RunPlainly(Cpu cpu, ImmutableArray<Act> script, Address count, Address flag, Address answer)
    {
        var (answers, hasRead, reading) = (1UL, false, 0UL);
        for (var index = 0; index < script.Length; index++)
        {
            switch (script[index])
            {
                case Act.Read:
                    reading = await cpu.Load(count);
                    hasRead = true;
                    break;
                case Act.Wait when hasRead:
                    await cpu.Wait(count, reading);
                    break;
                case Act.Wait:
                    await cpu.Fence();
                    break;
                case Act.Advance:
                    await cpu.FetchAdd(count, 1);
                    break;
                case Act.Wake:
                    await cpu.WakeAll(count);
                    break;
                case Act.HasAdvanced:
                    answers = (2 * answers) + (await cpu.Load(count) == reading && hasRead ? 0UL : 1UL);
                    break;
                default:
                    index += await UseFlag(cpu, script[index], flag);
                    break;
            }
        }

        await cpu.Store(answer, answers);
    }

    // How many acts are skipped.
    private static async Step<int> UseFlag(Cpu cpu, Act act, Address flag)
    {
        if (act == Act.SetFlag)
        {
            await cpu.Store(flag, 1);
            return 0;
        }

        return (int)await cpu.Load(flag);
    }

    // The memories with which executions come to rest, the count aside, and who waits in them.
    private static HashSet<string> Ends(TransitionSystem system)
    {
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        var (seen, ends, pending) = (new HashSet<string>(), new HashSet<string>(), new Stack<ulong[]>());
        system.Start(expansion);
        pending.Push(expansion.State(0).ToArray());
        while (pending.TryPop(out var state))
        {
            if (!seen.Add(string.Join(' ', state)))
            {
                continue;
            }

            system.Expand(state, expansion);
            for (var successor = 0; successor < expansion.Count; successor++)
            {
                pending.Push(expansion.State(successor).ToArray());
            }

            if (expansion.Count == 0)
            {
                ends.Add(string.Join(", ", system.Describe(state)
                    .Where(value => value.Name is not ("count" or "asleep" or "events"))
                    .Select(value => value.Name.StartsWith("vcpu", StringComparison.Ordinal)
                        ? value.Value == "finished" ? "finished" : "waits"
                        : value.Value)));
            }
        }

        return ends;
    }
}
