using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Waiting for a limited time: time is up at any moment, and sooner or later it is.</summary>
public sealed class TimedWaitTests
{
    private const Licences Every = Licences.SpuriousWakes | Licences.WfeWithoutEvent;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    // A waiter whose time is up leaves behind the unpark that was meant for it (wasmtime, pull 5871).
    [Theory]
    [InlineData(false, Licences.None, Verdict.Violated)]
    [InlineData(true, Licences.None, Verdict.Verified)]
    [InlineData(false, Every, Verdict.Violated)]
    [InlineData(true, Every, Verdict.Verified)]
    public void A_parking_spot(bool isRepaired, Licences licences, Verdict expected)
    {
        var program = new ConcurrentProgram();
        var spot = new ParkingSpot(
            new FutexMutex(program.Word("mutex")), program.Word("parked"), program.Word("to_unpark"), program.Word(
                "turn", modulus: 4), isRepaired);
        program.Run(2, spot.Park);
        program.Run(1, spot.Unpark);
        program.Allow(licences);
        program.MustProgress();
        program.MustSee("timed out");
        program.MustSee("unparked");
        program.Finally("nothing-left-behind", memory => memory[spot.ToUnpark] == 0);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.True(report.Verdict == expected, $"{report.Verdict} {report.Violation?.Message} {report.Error}");
        Assert.Equal(expected == Verdict.Violated ? "nothing-left-behind" : null, report.Violation?.Property);
    }

    [Fact]
    public void Nobody_who_waits_for_a_limited_time_is_stuck()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => WaitOnce(cpu, word, 0));
        program.MustProgress();
        program.MustRespond("goes-on", "waits", "timed out", Fairness.Weak);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal((Verdict.Verified, 3L), (report.Verdict, report.States)); // before, asleep, after
    }

    [Fact]
    public void A_value_that_is_not_expected_is_answered_at_once()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => WaitOnce(cpu, word, 1));
        program.MustSee("woken");

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal((Verdict.Verified, 2L), (report.Verdict, report.States));
    }

    [Fact]
    public void A_wake_that_comes_too_late_is_for_the_next()
    {
        var program = new ConcurrentProgram();
        var (word, woken) = (program.Word("word"), program.Word("woken"));
        program.Run(1, cpu => WaitOnce(cpu, word, 0));
        program.Run(1, cpu => WakeAndCount(cpu, word, woken));
        program.MustSee("timed out");
        program.MustSee("woken");
        program.Finally("counted", memory => memory[woken] <= 1);

        Assert.Equal(Verdict.Verified, new Exploration(program.AsSystem()).Run().Verdict);
    }

    [Fact]
    public void On_real_threads_time_is_up_too()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => WaitTwice(cpu, word));
        program.Finally("still there", memory => memory[word] == 0);

        var late = ThreadedRun.Start(program, Long, Long);

        Assert.True(late is { Finished: true, Violation: null }, $"{late.Violation?.Message}");

        var both = new ConcurrentProgram();
        word = both.Word("word");
        both.Run(1, cpu => WaitLong(cpu, word));
        both.Run(1, cpu => WakeUntilWoken(cpu, word));

        var early = ThreadedRun.Start(both, Long, Long);

        Assert.True(early is { Finished: true, Violation: null }, $"{early.Violation?.Message}");
    }

    private static async Step WaitOnce(Cpu cpu, Address word, ulong expected)
    {
        cpu.Note("waits");
        cpu.Note(await cpu.TimedWait(word, expected) == WaitResult.TimedOut ? "timed out" : "woken");
    }

    private static async Step WaitTwice(Cpu cpu, Address word)
    {
        cpu.Assert(await cpu.TimedWait(word, 0, milliseconds: 5) == WaitResult.TimedOut, "nobody wakes it");
        cpu.Assert(await cpu.TimedWait(word, 1, milliseconds: 60_000) == WaitResult.Woken, "it does not sleep");
        cpu.Assert(await cpu.WakeAll(word) == 0, "who has gone is not woken");
    }

    private static async Step WaitLong(Cpu cpu, Address word)
    {
        cpu.Assert(await cpu.TimedWait(word, 0, milliseconds: 50_000) == WaitResult.Woken, "it is woken in time");
        await cpu.Store(word, 1);
    }

    private static async Step WakeUntilWoken(Cpu cpu, Address word)
    {
        while (await cpu.Load(word) == 0 && await cpu.WakeOne(word) == 0)
        {
            cpu.Pause();
        }
    }

    private static async Step WakeAndCount(Cpu cpu, Address word, Address woken) => await cpu.Store(woken, await cpu.WakeOne(word));

    private sealed class ParkingSpot(FutexMutex mutex, Address parked, Address toUnpark, Address turn, bool isRepaired)
    {
        public Address ToUnpark => toUnpark;

        public async Step Park(Cpu cpu)
        {
            var token = await mutex.Acquire(cpu);
            await cpu.FetchAdd(parked, 1);
            while (true)
            {
                var seen = await cpu.Load(turn);
                await mutex.Release(cpu, token);
                var answer = await cpu.TimedWait(turn, seen);
                token = await mutex.Acquire(cpu);
                var isMeant = await cpu.Load(toUnpark) > 0;
                if (isMeant && (answer == WaitResult.Woken || isRepaired))
                {
                    await cpu.FetchAdd(toUnpark, ulong.MaxValue);
                    cpu.Note("unparked");
                    break;
                }

                if (answer == WaitResult.TimedOut)
                {
                    cpu.Note("timed out");
                    break;
                }
            }

            await cpu.FetchAdd(parked, ulong.MaxValue);
            await mutex.Release(cpu, token);
        }

        public async Step Unpark(Cpu cpu)
        {
            var token = await mutex.Acquire(cpu);
            if (await cpu.Load(parked) > await cpu.Load(toUnpark))
            {
                await cpu.FetchAdd(toUnpark, 1);
                await cpu.FetchAdd(turn, 1);
                await cpu.WakeOne(turn);
            }

            await mutex.Release(cpu, token);
        }
    }
}
