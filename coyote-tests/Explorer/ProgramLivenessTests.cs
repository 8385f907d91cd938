using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>Liveness of compiled code, said with its notes and its memory.</summary>
public sealed class ProgramLivenessTests
{
    private const string Property = "starvation-freedom";

    [Theory]
    [InlineData(Fairness.None, false)]
    [InlineData(Fairness.Weak, true)]
    [InlineData(Fairness.Strong, true)]
    public void A_ticket_lock_starves_nobody_who_is_scheduled(Fairness fairness, bool holds) =>
        Demand(holds, fairness, program => new TicketLock(
            program.Word("next", modulus: 8), program.Word("serving", modulus: 8)));

    [Theory]
    [InlineData(Fairness.None)]
    [InlineData(Fairness.Weak)]
    [InlineData(Fairness.Strong)]
    public void A_mutex_may_starve_a_waiter_whom_others_overtake(Fairness fairness) =>
        Demand(false, fairness, program => new FutexMutex(program.Word("word")));

    [Fact]
    public void An_answer_and_the_next_request_may_fall_into_one_step()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => AskAgain(cpu, word));
        program.MustRespond(Property, "asked", "answered", Fairness.Weak);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal((Verdict.Verified, 2L), (report.Verdict, report.States));
    }

    [Fact]
    public void Two_answers_in_one_step_are_answers()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => AskTwice(cpu, word));
        program.MustRespond(Property, "asked", "answered", Fairness.Weak);

        var report = new Exploration(program.AsSystem()).Run();

        Assert.Equal((Verdict.Verified, 2L), (report.Verdict, report.States));
    }

    [Theory]
    [InlineData(Fairness.None, false)]
    [InlineData(Fairness.Weak, true)]
    public void Memory_can_be_what_recurs(Fairness fairness, bool holds)
    {
        var program = new ConcurrentProgram();
        var (tick, other) = (program.Word("tick", modulus: 2), program.Word("other"));
        program.Run(1, cpu => Tick(cpu, tick));
        program.Run(1, cpu => AskAgain(cpu, other));
        program.MustRecur("tick", memory => memory[tick] == 1, fairness);
        var system = program.AsSystem();

        var report = new Exploration(system).Run();

        Assert.Equal(holds ? Verdict.Verified : Verdict.Violated, report.Verdict);
        if (!holds)
        {
            Lasso.Confirm(system, report);
            Assert.Equal("the last step can be repeated for ever, and never again: tick", report.Violation?.Message);
        }
    }

    // Who waits for a mutex sleeps, and so keeps nobody from going on; who waits for a ticket lock spins.
    [Theory]
    [InlineData("mutex", Fairness.None, true)]
    [InlineData("mutex", Fairness.Weak, true)]
    [InlineData("ticket lock", Fairness.None, false)]
    [InlineData("ticket lock", Fairness.Weak, true)]
    [InlineData("ticket lock", Fairness.Strong, true)]
    public void Somebody_gets_a_lock_again_and_again(string name, Fairness fairness, bool holds)
    {
        var program = new ConcurrentProgram();
        ILock contended = name == "mutex"
            ? new FutexMutex(program.Word("word"))
            : new TicketLock(program.Word("next", modulus: 4), program.Word("serving", modulus: 4));
        program.Run(3, cpu => Specimens.Contend(cpu, contended));
        program.MustRecur("livelock-freedom", LockNotes.Acquired, fairness);
        var system = program.AsSystem();

        var report = new Exploration(system).Run();

        Assert.Equal(holds ? Verdict.Verified : Verdict.Violated, report.Verdict);
        if (!holds)
        {
            Lasso.Confirm(system, report);
            Assert.EndsWith("never again: somebody remarks 'acquired'", report.Violation!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_remark_that_is_made_twice_in_a_step_is_made()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(1, cpu => AskTwice(cpu, word));
        program.MustRecur("again", "answered", Fairness.Weak);
        program.MustRecur("again too", "asked", Fairness.Weak);

        Assert.Equal(Verdict.Verified, new Exploration(program.AsSystem()).Run().Verdict);
    }

    [Fact]
    public void A_remark_that_is_made_once_is_not_made_again_and_again()
    {
        var program = new ConcurrentProgram();
        var (word, tick) = (program.Word("word"), program.Word("tick", modulus: 2));
        program.Run(1, cpu => AskOnce(cpu, word));
        program.Run(1, cpu => Tick(cpu, tick));
        program.MustRecur("again", "asked", Fairness.Strong);
        var system = program.AsSystem();

        Lasso.Confirm(system, new Exploration(system).Run());
    }

    [Fact]
    public void Code_that_ends_owes_what_it_has_not_answered()
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        program.Run(2, cpu => AskOnce(cpu, word));
        program.MustRespond(Property, "asked", "answered", Fairness.Strong);
        var system = program.AsSystem();

        var report = new Exploration(system).Run();

        Lasso.Confirm(system, report);
        Assert.Equal(2, report.Counterexample?.Loop);
        Assert.Equal("nobody can take a step any more, and never again: vcpu0 remarks 'answered'", report.Violation?.Message);
    }

    private static void Demand(bool holds, Fairness fairness, Func<ConcurrentProgram, ILock> make)
    {
        var program = new ConcurrentProgram();
        var candidate = make(program);
        program.Run(3, cpu => Specimens.Contend(cpu, candidate));
        var before = new Exploration(program.AsSystem()).Run();
        program.MustRespond(Property, LockNotes.Requested, LockNotes.Acquired, fairness);
        var system = program.AsSystem();

        var report = new Exploration(system).Run();

        Assert.Equal(holds ? Verdict.Verified : Verdict.Violated, report.Verdict);
        Assert.Equal((before.States, before.Transitions), (report.States, report.Transitions));
        if (!holds)
        {
            Assert.Equal(Property, report.Violation?.Property);
            Lasso.Confirm(system, report);
        }
    }

    private static async Step AskTwice(Cpu cpu, Address word)
    {
        cpu.Note("asked");
        while (true)
        {
            await cpu.Load(word);
            cpu.Note("answered");
            cpu.Note("asked");
            cpu.Note("answered");
            cpu.Note("asked");
        }
    }

    private static async Step AskAgain(Cpu cpu, Address word)
    {
        while (true)
        {
            cpu.Note("asked");
            await cpu.Load(word, MemoryOrder.Relaxed);
            cpu.Note("answered");
        }
    }

    private static async Step AskOnce(Cpu cpu, Address word)
    {
        cpu.Note("asked");
        await cpu.Load(word, MemoryOrder.Relaxed);
    }

    private static async Step Tick(Cpu cpu, Address tick)
    {
        while (true)
        {
            await cpu.FetchAdd(tick, 1, MemoryOrder.Relaxed);
        }
    }
}
