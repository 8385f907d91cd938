using System.Threading;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Sync;

/// <summary>Running suspended code: again and again from one continuation, with results and exceptions across frames.</summary>
public sealed class ExecutionTests
{
    private static readonly Address A = new(0);

    [Fact]
    public void A_continuation_can_be_resumed_again_and_again()
    {
        var execution = new Execution();
        var start = execution.Begin(() => Sum(new ModelCpu(0))).Next;

        foreach (var answer in (ulong[])[3, 4, 3])
        {
            var middle = execution.Resume(start, answer).Next;
            foreach (var second in (ulong[])[10, 20, 10])
            {
                var last = execution.Resume(middle, second).Next;

                Assert.Equal((OperationKind.Store, answer + second), (last.Pending!.Kind, last.Pending.Operand));
                Assert.Null(execution.Resume(last, 0).Next.Pending);
            }
        }

        Assert.Equal(Words(execution.Resume(start, 3).Next), Words(new Execution().Resume(start, 3).Next));
        Assert.NotEqual(Words(execution.Resume(start, 3).Next), Words(execution.Resume(start, 4).Next));
    }

    [Fact]
    public void Nothing_of_one_run_is_left_in_the_next()
    {
        var execution = new Execution();
        var start = execution.Begin(() => Fails(new ModelCpu(0), null)).Next;
        Assert.IsType<InvalidOperationException>(execution.Resume(start, 1).Fault);
        Assert.Single(execution.Resume(start, 1).Notes);

        var clean = execution.Resume(start, 0);

        Assert.Null(clean.Fault);
        Assert.Empty(clean.Notes);
        Assert.Null(execution.Begin(() => Step.Completed).Fault);
    }

    [Theory]
    [InlineData(1, "caught inner; inner finally; outer finally; ")]
    [InlineData(2, "inner finally; caught outer; outer finally; ")]
    [InlineData(3, "inner finally; outer finally; threw NotSupportedException; ")]
    [InlineData(0, "inner finally; outer finally; ")]
    public void Exceptions_cross_frames_and_handlers(ulong answer, string expected)
    {
        var execution = new Execution();
        var start = execution.Begin(() => Outer(new ModelCpu(0))).Next;

        var end = execution.Resume(start, answer);

        var seen = string.Concat(end.Notes.Select(note => note.Name + "; "));
        Assert.Equal(expected, end.Fault is null ? seen : $"{seen}threw {end.Fault.GetType().Name}; ");
        Assert.Null(end.Next.Pending);
    }

    [Fact]
    public void An_exception_before_the_first_operation_reaches_the_caller()
    {
        var end = new Execution().Begin(() => Fails(new ModelCpu(0), new ArgumentException("at once")));

        Assert.Equal("at once", end.Fault!.Message);
    }

    [Fact]
    public void Results_of_any_type_reach_the_caller()
    {
        Assert.Equal(5, ResultOf(5, null));
        Assert.Equal("text", ResultOf("text", null));
        Assert.Equal((1, "two"), ResultOf((1, "two"), null));
        Assert.Null(ResultOf<int?>(null, 4));
        Assert.Null(ResultOf<string?>(null, "x"));
        Assert.Equal(new Address(4), ResultOf(new Address(4), null));
    }

    [Fact]
    public void An_assertion_cannot_be_caught()
    {
        var execution = new Execution();
        var start = execution.Begin(() => Asserts(new ModelCpu(0))).Next;

        Assert.IsType<AssertionFailedException>(execution.Resume(start, 1).Fault);
    }

    [Fact]
    public void An_operation_outside_an_execution_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => new ModelCpu(0).Load(A));

    [Fact]
    public void Code_that_does_something_else_the_second_time_is_found_out()
    {
        var report = Explore(async cpu =>
        {
            await cpu.Load(A);
            await cpu.Store(A, Claimed.Next());
        });

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("ExecutionTests.cs", report.Error, StringComparison.Ordinal);
        Assert.Contains("did something else", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_begins_differently_the_second_time_is_found_out()
    {
        var report = Explore(cpu => Stores(cpu, Claimed.Next()));

        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.Contains("did something else", report.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_that_passes_an_awaiting_finally_is_a_violation_of_the_code()
    {
        var report = Explore(async cpu =>
        {
            try
            {
                ArgumentOutOfRangeException.ThrowIfNotEqual(await cpu.Load(A), 1UL, "held");
            }
            finally
            {
                await cpu.Store(A, 0);
            }
        });

        Assert.Equal(Verdict.Violated, report.Verdict);
        Assert.Contains("ArgumentOutOfRangeException", report.Violation!.Message, StringComparison.Ordinal);
    }

    private static async Step Stores(Cpu cpu, ulong value) => await cpu.Store(A, value);

    private static T? ResultOf<T>(T result, object? other)
    {
        T? seen = default;
        var execution = new Execution();
        var end = execution.Resume(execution.Begin(() => Keeps()).Next, 0);
        Assert.Null(end.Fault);
        Assert.Null(end.Next.Pending);
        return seen;

        async Step Keeps()
        {
            seen = other is T wrong ? wrong : default;
            seen = await Returns(new ModelCpu(0), result);
        }
    }

    private static async Step<T> Returns<T>(Cpu cpu, T result)
    {
        await cpu.Load(A);
        return result;
    }

    private static async Step Sum(Cpu cpu) => await cpu.Store(A, await Both(cpu));

    private static async Step<ulong> Both(Cpu cpu)
    {
        var pair = (First: await cpu.Load(A), Second: 0UL);
        pair.Second = await cpu.Load(A);
        return pair.First + pair.Second;
    }

    private static async Step Fails(Cpu cpu, Exception? atOnce)
    {
        if (atOnce is not null)
        {
            throw atOnce;
        }

        if (await cpu.Load(A) == 1)
        {
            cpu.Note("fails");
            throw new InvalidOperationException("late");
        }
    }

    private static async Step Outer(Cpu cpu)
    {
        try
        {
            await Inner(cpu);
        }
        catch (InvalidOperationException)
        {
            cpu.Note("caught outer");
        }
        finally
        {
            cpu.Note("outer finally");
        }
    }

    private static async Step Inner(Cpu cpu)
    {
        try
        {
            throw await cpu.Load(A) switch
            {
                0 => new OperationCanceledException(),
                1 => new ArgumentException("x"),
                2 => new InvalidOperationException("x"),
                _ => new NotSupportedException("x"),
            };
        }
        catch (OperationCanceledException)
        {
        }
        catch (ArgumentException)
        {
            cpu.Note("caught inner");
        }
        finally
        {
            cpu.Note("inner finally");
        }
    }

    private static async Step Asserts(Cpu cpu)
    {
        try
        {
            cpu.Assert(await cpu.Load(A) == 0, "zero");
        }
        catch (AssertionFailedException)
        {
            cpu.Pause();
        }
    }

    private static ulong[] Words(Continuation continuation)
    {
        var encoding = new Encoding();
        continuation.Encode(encoding);
        return encoding.Words.ToArray();
    }

    private static Report Explore(Func<Cpu, Step> code)
    {
        var program = new ConcurrentProgram();
        program.Word("a");
        program.Run(1, code);
        return new Exploration(program.AsSystem()).Run();
    }

    [Stateless("It is not: what the first line of defence is told is not so is found by the second.")]
    private static class Claimed
    {
        private static ulong count;

        public static ulong Next() => Interlocked.Increment(ref count);
    }
}
