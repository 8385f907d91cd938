using System.Collections.Immutable;
using System.Threading;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Sync;

/// <summary>
/// State that cannot be snapshotted stops the search with a message that names the method, the local and its type and
/// says what to do; and what merely resembles it is accepted.
/// </summary>
public sealed class SnapshotErrorTests
{
    private static readonly Address A = new(0);

    public static TheoryData<string, string[]> Refused => new()
    {
        { nameof(RefusedCode.ListLocal), ["RefusedCode.ListLocal", "'list'", "List<UInt64>", "immutable"] },
        { nameof(RefusedCode.ArrayLocal), ["RefusedCode.ArrayLocal", "'array'", "UInt64[]", "ImmutableArray"] },
        { nameof(RefusedCode.ForeachOverArray), ["RefusedCode.ForeachOverArray", "the hidden loop variable of the foreach at", "UInt64[]"] },
        { nameof(RefusedCode.CollectionExpression), ["'words'", "UInt64[]", "ImmutableArray"] },
        { nameof(RefusedCode.SpilledArray), ["a value that the compiler keeps for the statement at", "UInt64[]"] },
        { nameof(RefusedCode.MutableClass), ["RefusedCode.MutableClass", "'box'", "Box", "'Value'", "immutable"] },
        { nameof(RefusedCode.HiddenMutable), ["RefusedCode.HiddenMutable", "'wrapper.", "Box", "'Value'"] },
        { nameof(RefusedCode.Pointer), ["RefusedCode.Pointer", "'pointer'", "IntPtr", "outside the machine"] },
        { nameof(RefusedCode.BoxedStruct), ["RefusedCode.BoxedStruct", "'counter'", "Counter", "'count'"] },
        { nameof(RefusedCode.InlineArray), ["RefusedCode.InlineArray", "'four'", "Four", "more elements"] },
        { nameof(RefusedCode.StaticField), ["RefusedCode.StaticField", "RefusedCode.counter", "UInt64", "machine's memory"] },
        { nameof(RefusedCode.StaticInCallee), ["RefusedCode.StaticInCallee", "RefusedCode.counter"] },
        { nameof(RefusedCode.StaticProperty), ["RefusedCode.StaticProperty", "Property", "UInt64", "machine's memory"] },
        { nameof(RefusedCode.StaticInterface), ["RefusedCode.StaticInterface", "RefusedCode.Listed", "List<UInt64>"] },
        { nameof(RefusedCode.StaticNested), ["RefusedCode.StaticNested", "RefusedCode.Wrapped", "Box", "'Value'"] },
        { nameof(RefusedCode.StaticInCompletedCallee), ["RefusedCode.counter"] },
        { nameof(RefusedCode.StaticThroughInterface), ["RefusedCode.StaticThroughInterface", "RefusedCode.counter"] },
        { nameof(RefusedCode.StaticThroughDelegate), ["RefusedCode.StaticThroughDelegate", "RefusedCode.counter"] },
        { nameof(RefusedCode.ForeignCode), ["RefusedCode.ForeignCode", "RefusedCode.GetProcessId", "not .NET code"] },
        { nameof(RefusedCode.Clock), ["RefusedCode.Clock", "Environment.get_TickCount64", "no clock"] },
        { nameof(RefusedCode.ClockThroughInterface), ["RefusedCode.ClockThroughInterface", "Stopwatch.GetTimestamp"] },
        { nameof(RefusedCode.ExceptionWithField), ["RefusedCode.ExceptionWithField", "TallyException", "'Tally'"] },
        { nameof(RefusedCode.CapturedInside), ["RefusedCode.CapturedInside", "'seen' is assigned while it is shared"] },
        { nameof(RefusedCode.CapturedInLoop), ["RefusedCode.CapturedInLoop", "'seen' is assigned while it is shared"] },
        { nameof(RefusedCode.CapturedParameter), ["RefusedCode.CapturedParameter", "'addend' is assigned while it is shared"] },
        { nameof(RefusedCode.AwaitedTask), ["RefusedCode.AwaitedTask", "YieldAwaitable", "Await only Cpu operations and Steps"] },
        { nameof(RefusedCode.SwallowedTask), ["RefusedCode.SwallowedTask", "Await only Cpu operations and Steps"] },
        { nameof(RefusedCode.LateTask), ["RefusedCode.LateTask", "Await only Cpu operations and Steps"] },
        { nameof(RefusedCode.StepNotAwaited), ["RefusedCode.StepNotAwaited", "Await each Step at its call"] },
        { nameof(RefusedCode.LastStepNotAwaited), ["RefusedCode.Store", "not awaited", "Await each Step at its call"] },
        { nameof(RefusedCode.StepAwaitedLater), ["RefusedCode.StepAwaitedLater", "Await each Step at its call"] },
        { nameof(RefusedCode.StepAwaitedTwice), ["RefusedCode.StepAwaitedTwice", "Await each Step at its call"] },
        { nameof(RefusedCode.AnotherStepReturned), ["RefusedCode.Pass", "not awaited", "Await each Step at its call"] },
        { nameof(RefusedCode.StepKept), ["RefusedCode.StepKept", "'step'", "Step", "awaited elsewhere"] },
        { nameof(RefusedCode.StepNotWaitedFor), ["Step was asked for without awaiting"] },
        { nameof(RefusedCode.OperationNotAwaited), ["Store", "RefusedCode.cs", "not awaited"] },
        { nameof(RefusedCode.LastOperationNotAwaited), ["Store", "RefusedCode.cs", "not awaited"] },
        { nameof(RefusedCode.OperationNotWaitedFor), ["without awaiting"] },
    };

    public static TheoryData<string> Accepted =>
    [
        nameof(AcceptedCode.Text),
        nameof(AcceptedCode.Immutable),
        nameof(AcceptedCode.Record),
        nameof(AcceptedCode.Lock),
        nameof(AcceptedCode.Constants),
        nameof(AcceptedCode.BoxedConstant),
        nameof(AcceptedCode.PurityCycle),
        nameof(AcceptedCode.StepPassedOn),
        nameof(AcceptedCode.Foreach),
        nameof(AcceptedCode.DefaultImmutable),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses(string code, string[] says)
    {
        // Twice, since a refusal must not wear off: the second search finds everything cached that the first has left.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var report = Explore(Body(typeof(RefusedCode), code));

            Assert.Equal(Verdict.Error, report.Verdict);
            Assert.All(says, part => Assert.Contains(part, report.Error, StringComparison.Ordinal));
            Assert.DoesNotMatch("<>|d__|b__|>P|c__", report.Error);
        }
    }

    [Theory]
    [InlineData(nameof(RefusedCode.ListLocal), "await cpu.Load(A);", 0)]
    [InlineData(nameof(RefusedCode.ForeachOverArray), "await cpu.Store(A, item);", 0)]
    [InlineData(nameof(RefusedCode.ForeachOverArray), "foreach (var item in items)", 0)]
    [InlineData(nameof(RefusedCode.InlineArray), "four[1] = await", 0)]
    [InlineData(nameof(RefusedCode.StaticField), "counter", 0)]
    [InlineData(nameof(RefusedCode.CapturedInside), "seen++", 0)]
    [InlineData(nameof(RefusedCode.StepNotAwaited), "await cpu.Load(A)", 0)]
    [InlineData(nameof(RefusedCode.AwaitedTask), "Tasks.Task.Yield", 0)]
    public void Says_the_line(string code, string text, int which)
    {
        var lines = File.ReadAllLines(Path.Combine(Repo.Root, "coyote-tests", "Sync", "RefusedCode.cs"));
        var from = Array.FindIndex(lines, line => line.Contains($" {code}(", StringComparison.Ordinal));
        var line = Enumerable.Range(from + 1, 20).Where(index => lines[index].Contains(text, StringComparison.Ordinal))
            .ElementAt(which) + 1;

        Assert.Contains(
            $"coyote-tests/Sync/RefusedCode.cs:{line}", Explore(Body(typeof(RefusedCode), code)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Accepts(string code) => Assert.Equal((null, Verdict.Verified), Outcome(Explore(Body(typeof(AcceptedCode), code))));

    [Fact]
    public void Refuses_a_captured_list()
    {
        var list = new List<ulong>();
        Says(
            Explore(async cpu =>
            {
                list.Add(await cpu.Load(A));
                await cpu.Store(A, (ulong)list.Count);
            }),
            "Refuses_a_captured_list",
            "list",
            "List<UInt64>");
    }

    [Fact]
    public void Refuses_a_captured_variable_that_the_code_assigns()
    {
        var shared = 0UL;
        Says(
            Explore(async cpu =>
            {
                shared = await cpu.Load(A);
                await cpu.Store(A, shared);
            }),
            "Refuses_a_captured_variable",
            "'shared' is assigned while it is shared");
    }

    [Fact]
    public void Refuses_a_captured_variable_that_a_callee_changes_by_reference()
    {
        var shared = 0UL;
        Says(
            Explore(async cpu =>
            {
                await cpu.Load(A);
                Interlocked.Increment(ref shared);
                await cpu.Store(A, shared);
            }),
            "'shared' is assigned while it is shared");
    }

    [Fact]
    public void Refuses_a_captured_variable_that_is_changed_by_what_another_holds()
    {
        var shared = 0L;
        var addend = 1L;
        Says(
            Explore(async cpu =>
            {
                await cpu.Load(A);
                Interlocked.Add(ref shared, addend);
                await cpu.Store(A, (ulong)addend);
            }),
            "'shared' is assigned while it is shared");
    }

    [Fact]
    public void Refuses_a_captured_variable_that_is_changed_by_what_a_method_returns()
    {
        var shared = 0L;
        Says(
            Explore(async cpu =>
            {
                var seen = (long)await cpu.Load(A);
                Interlocked.Exchange(ref shared, seen.CompareTo(0));
                await cpu.Store(A, 1);
            }),
            "'shared' is assigned while it is shared");
    }

    [Fact]
    public void Refuses_a_captured_parameter_that_the_class_assigns() =>
        Says(Explore(new Cloning(1).Body), "Cloning.Body", "'this'", "'start' is assigned while it is shared");

    [Fact]
    public void Accepts_a_captured_number_that_is_never_assigned_again()
    {
        var addend = 2UL;
        for (var round = 0; round < 3; round++)
        {
            addend += (ulong)round; // before the lambda is made
        }

        Assert.Equal((null, Verdict.Verified), Outcome(Explore(async cpu =>
        {
            await cpu.Load(A);
            await cpu.FetchAdd(A, addend + (ulong)addend.GetHashCode());
        })));
    }

    [Fact]
    public void Accepts_captured_immutable_objects()
    {
        var mutex = new TicketLock(A, new Address(1));
        var addends = new Addends([1, 2]);
        var name = "x";
        Assert.Equal((null, Verdict.Verified), Outcome(Explore(async cpu =>
        {
            var token = await mutex.Acquire(cpu);
            await cpu.FetchAdd(new Address(2), addends.Values[0] + (ulong)name.Length);
            await mutex.Release(cpu, token);
        })));
    }

    private static void Says(Report report, params string[] parts)
    {
        Assert.Equal(Verdict.Error, report.Verdict);
        Assert.All(parts, part => Assert.Contains(part, report.Error, StringComparison.Ordinal));
    }

    private static (string? Error, Verdict Verdict) Outcome(Report report) => (report.Error, report.Verdict);

    private static Func<Cpu, Step> Body(Type code, string name) =>
        code.GetMethod(name, [typeof(Cpu)])!.CreateDelegate<Func<Cpu, Step>>();

    private static Report Explore(Func<Cpu, Step> code)
    {
        var program = new ConcurrentProgram();
        program.Word("a", 0, 8);
        program.Word("b", 0, 8);
        program.Word("c", 0, 8);
        program.Run(2, code);
        return new Exploration(program.AsSystem()).Run();
    }

    private sealed record Addends(ImmutableArray<ulong> Values);

    private sealed class Cloning(ulong start)
    {
        public Cloning Clone()
        {
            start++;
            return new Cloning(start);
        }

        public async Step Body(Cpu cpu)
        {
            await cpu.Load(A);
            Clone();
            await cpu.Store(A, start);
        }
    }
}
