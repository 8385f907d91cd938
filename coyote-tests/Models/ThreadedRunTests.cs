using System.Threading;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Programs on real threads: what ends a run, and what it says.</summary>
public sealed class ThreadedRunTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    [Fact]
    public void What_code_throws_is_a_violation()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => Throw(cpu, word));
        program.Run(1, cpu => Spin(cpu, word)); // is stopped

        var report = ThreadedRun.Start(program, Long, Long);

        Assert.Equal((ViolationKind.RuntimeError, "no-run-time-error"), (report.Violation?.Kind, report.Violation?.Property));
        Assert.Contains("vcpu0 threw FormatException: seven", report.Violation!.Message, StringComparison.Ordinal);
        Assert.True(!report.Finished && report.Elapsed < Long);
    }

    [Fact]
    public void A_guest_without_translation_is_a_violation()
    {
        var program = new ConcurrentProgram();
        program.Run(1, async cpu => await cpu.GuestLoad(0));

        Assert.Contains("GuestLoad", ThreadedRun.Start(program, Long, Long).Violation!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_never_ends_runs_until_time_is_up()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => Spin(cpu, word));

        var report = ThreadedRun.Start(program, 16 * Short, patience: Short); // it makes no event, but works

        Assert.True(report is { Violation: null, Finished: false, Notes: 0 } && report.Elapsed >= 16 * Short, $"{report}");
        Assert.All(report.Operations, operations => Assert.True(operations > 1000, $"{operations} operations"));
    }

    [Fact]
    public void Code_that_has_fallen_silent_is_a_deadlock()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => RemarkThenSpin(cpu, word));

        var report = ThreadedRun.Start(program, Long, patience: Short);

        Assert.Equal("deadlock-freedom", report.Violation?.Property);
        Assert.Contains("remarked anything", report.Violation!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_sleeps_for_ever_without_a_word_is_a_deadlock()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, async cpu => await cpu.Wait(word, 0));

        var report = ThreadedRun.Start(program, Long, patience: Short);

        Assert.Contains("begun an operation", report.Violation!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_can_be_interrupted()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => Spin(cpu, word));
        program.Run(1, async cpu => await cpu.Wait(word, 0));
        using var interruption = new CancellationTokenSource(Short);

        var report = ThreadedRun.Start(program, Long, Long, interrupted: interruption.Token);

        Assert.True(report is { Violation: null, Finished: false } && report.Elapsed < Long / 2, $"{report}");
    }

    [Fact]
    public void Remarks_of_a_vcpu_are_heard_in_its_order()
    {
        var program = new ConcurrentProgram();
        program.Run(2, cpu => Count(cpu, 20_000));
        program.Watch(new Counting(skips: false));
        Assert.Null(ThreadedRun.Start(program, Long, Long).Violation);

        var skipping = new ConcurrentProgram();
        skipping.Run(2, cpu => Count(cpu, 20_000));
        skipping.Watch(new Counting(skips: true));
        Assert.Equal("counting", ThreadedRun.Start(skipping, Long, Long).Violation?.Property);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Seeds_make_choices(int seed)
    {
        Assert.Equal(Chosen((ulong)seed), Chosen((ulong)seed));
        Assert.NotEqual(Chosen((ulong)seed), Chosen((ulong)seed + 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_lock_guards_is_looked_at_before_the_lock_is_released(bool isBroken)
    {
        var program = new ConcurrentProgram();
        var guard = new TicketLock(program.Word("next"), program.Word("serving"));
        var (left, right) = (program.Word("left"), program.Word("right"));
        var looks = 0L;
        program.Run(2, cpu => Move(cpu, guard, left, right, isBroken));
        program.BeforeStores("as-much-on-both-sides", [new Address(1)], (machine, store) =>
        {
            Interlocked.Increment(ref looks);
            Assert.Equal(machine.Peek(left), machine.Peek(right));
            Assert.InRange(store.Vcpu, 0, 1);
            Assert.Equal(machine.Peek(store.Address) + 1, store.Value);
        });

        var report = ThreadedRun.Start(program, isBroken ? Long : 2 * Short, Long);

        Assert.Equal(isBroken ? "as-much-on-both-sides" : null, report.Violation?.Property);
        Assert.InRange(looks, isBroken ? 1 : 100, long.MaxValue);
        if (isBroken)
        {
            Assert.Contains("to serving: ", report.Violation!.Message, StringComparison.Ordinal);
        }
    }

    private static ulong Chosen(ulong seed)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => Choose(cpu, word));
        var chosen = new List<ulong>();
        program.BeforeStores("chosen", [word], (_, store) =>
        {
            lock (chosen)
            {
                chosen.Add(store.Value ^ ((ulong)store.Vcpu << 60));
            }
        });
        Assert.True(ThreadedRun.Start(program, Long, Long, seed).Finished);
        return chosen.Aggregate((ulong)chosen.Count, (sum, value) => sum + (value * value)); // in any order
    }

    private static async Step Choose(Cpu cpu, Address word)
    {
        for (var round = 0; round < 50; round++)
        {
            await cpu.Store(word, await cpu.Choose(1000));
        }
    }

    private static async Step Move(Cpu cpu, TicketLock guard, Address left, Address right, bool isBroken)
    {
        for (var round = 1UL; ; round++)
        {
            var ticket = await guard.Acquire(cpu);
            await cpu.Store(left, round, MemoryOrder.Relaxed);
            if (!isBroken || round % 100 != 0)
            {
                await cpu.Store(right, round, MemoryOrder.Relaxed);
            }

            await guard.Release(cpu, ticket);
        }
    }

    private static async Step Throw(Cpu cpu, Address word)
    {
        await cpu.Load(word);
        throw new FormatException("seven");
    }

    private static async Step Spin(Cpu cpu, Address word)
    {
        while (await cpu.Load(word) == 0)
        {
            cpu.Pause();
        }
    }

    private static async Step RemarkThenSpin(Cpu cpu, Address word)
    {
        cpu.Note("started");
        await Spin(cpu, word);
    }

    private static Step Count(Cpu cpu, ulong to)
    {
        for (var count = 1UL; count <= to; count++)
        {
            cpu.Note("count", count);
        }

        return Step.Completed;
    }

    private sealed class Counting(bool skips) : Interlock.Semantics.Monitors.PropertyMonitor
    {
        public override string Property => "counting";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("counting", "real threads are sampled")];

        public override int StateWords => 2;

        public override void OnNote(Observation step, int vcpu, Note note)
        {
            step[vcpu] += skips && note.Value == 1000 ? 2UL : 1;
            if (step[vcpu] != note.Value)
            {
                step.Violate($"vcpu{vcpu} said {note.Value} after {step[vcpu] - 1}");
            }
        }
    }
}
