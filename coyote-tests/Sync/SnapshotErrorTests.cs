using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading;
using Interlock.Explorer.Search;
using Interlock.Models.Programs;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;
using Xunit;

#pragma warning disable CA1859 // What a declared type hides is the point of these samples.

namespace Interlock.CoyoteTests.Sync;

/// <summary>
/// State that cannot be snapshotted stops the search with a message that names the method, the local and its type and
/// says what to do; and what merely resembles it is accepted.
/// </summary>
public sealed class SnapshotErrorTests
{
    private static readonly Address A = new(0);
    private static readonly ImmutableArray<ulong> Table = [1, 2, 3];
    private static readonly Addends Constant = new([1, 2]);
    private static readonly IReadOnlyList<ulong> Listed = new List<ulong> { 1 };
    private static readonly Wrapper Wrapped = new(new Box());
    private static readonly Self Loop = new();
    private static readonly Func<ulong> Reads = () => counter;
    private static ulong counter;

    private static ulong Property { get; set; }

    private interface IClock
    {
        ulong Now();
    }

    private interface ICounter
    {
        ulong Next();
    }

    public static TheoryData<string, string[]> Refused => new()
    {
        { nameof(ListLocal), ["SnapshotErrorTests.ListLocal", "'list'", "List<UInt64>", "immutable"] },
        { nameof(ArrayLocal), ["SnapshotErrorTests.ArrayLocal", "'array'", "UInt64[]", "ImmutableArray"] },
        { nameof(MutableClass), ["SnapshotErrorTests.MutableClass", "'box'", "Box", "'Value'", "immutable"] },
        { nameof(HiddenMutable), ["SnapshotErrorTests.HiddenMutable", "'wrapper.", "Box", "'Value'"] },
        { nameof(Pointer), ["SnapshotErrorTests.Pointer", "'pointer'", "IntPtr", "outside the machine"] },
        { nameof(BoxedStruct), ["SnapshotErrorTests.BoxedStruct", "'counter'", "Counter", "'count'"] },
        { nameof(InlineArray), ["SnapshotErrorTests.InlineArray", "'four'", "Four", "more elements"] },
        { nameof(StaticField), ["SnapshotErrorTests.StaticField", "SnapshotErrorTests.counter", "UInt64", "machine's memory"] },
        { nameof(StaticProperty), ["SnapshotErrorTests.StaticProperty", "Property", "UInt64", "machine's memory"] },
        { nameof(StaticInterface), ["SnapshotErrorTests.StaticInterface", "SnapshotErrorTests.Listed", "List<UInt64>"] },
        { nameof(StaticNested), ["SnapshotErrorTests.StaticNested", "SnapshotErrorTests.Wrapped", "Box", "'Value'"] },
        { nameof(StaticInCompletedCallee), ["SnapshotErrorTests.counter"] },
        { nameof(StaticThroughInterface), ["SnapshotErrorTests.StaticThroughInterface", "SnapshotErrorTests.counter"] },
        { nameof(StaticThroughDelegate), ["SnapshotErrorTests.StaticThroughDelegate", "SnapshotErrorTests.counter"] },
        { nameof(AwaitedTask), ["SnapshotErrorTests.AwaitedTask", "YieldAwaitable", "Await only Cpu operations and Steps"] },
        { nameof(SwallowedTask), ["SnapshotErrorTests.SwallowedTask", "Await only Cpu operations and Steps"] },
        { nameof(LateTask), ["SnapshotErrorTests.LateTask", "Await only Cpu operations and Steps"] },
        { nameof(StepNotAwaited), ["SnapshotErrorTests.StepNotAwaited", "Await each Step at its call"] },
        { nameof(LastStepNotAwaited), ["SnapshotErrorTests.Store", "not awaited", "Await each Step at its call"] },
        { nameof(StepAwaitedLater), ["SnapshotErrorTests.StepAwaitedLater", "Await each Step at its call"] },
        { nameof(StepAwaitedTwice), ["SnapshotErrorTests.StepAwaitedTwice", "Await each Step at its call"] },
        { nameof(StepKept), ["SnapshotErrorTests.StepKept", "'step'", "Step", "awaited elsewhere"] },
        { nameof(StepNotWaitedFor), ["Step was asked for without awaiting"] },
        { nameof(OperationNotAwaited), ["Store", "SnapshotErrorTests.cs", "not awaited"] },
        { nameof(LastOperationNotAwaited), ["Store", "SnapshotErrorTests.cs", "not awaited"] },
        { nameof(OperationNotWaitedFor), ["without awaiting"] },
    };

    public static TheoryData<string> Accepted =>
    [
        nameof(Text), nameof(Immutable), nameof(Record), nameof(Lock), nameof(Constants), nameof(BoxedConstant),
        nameof(PurityCycle), nameof(StepPassedOn), nameof(Foreach), nameof(DefaultImmutable),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Refuses(string code, string[] says)
    {
        // Twice, since a refusal must not wear off: the second search finds everything cached that the first has left.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var report = Explore(Body(code));

            Assert.Equal(Verdict.Error, report.Verdict);
            Assert.All(says, part => Assert.Contains(part, report.Error, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Accepts(string code) => Assert.Equal((null, Verdict.Verified), Outcome(Explore(Body(code))));

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

    private static Func<Cpu, Step> Body(string name) => typeof(SnapshotErrorTests)
        .GetMethod(name, System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)!
        .CreateDelegate<Func<Cpu, Step>>();

    private static Report Explore(Func<Cpu, Step> code)
    {
        var program = new Program();
        program.Word("a", 0, 8);
        program.Word("b", 0, 8);
        program.Word("c", 0, 8);
        program.Run(2, code);
        return new Exploration(program.AsSystem()).Run();
    }

    private static async Step ListLocal(Cpu cpu)
    {
        var list = new List<ulong>();
        await cpu.Load(A);
        list.Add(1);
        await cpu.Store(A, (ulong)list.Count);
    }

    private static async Step ArrayLocal(Cpu cpu)
    {
        var array = new ulong[2];
        await cpu.Load(A);
        array[0]++;
        await cpu.Store(A, array[0]);
    }

    private static async Step MutableClass(Cpu cpu)
    {
        var box = new Box();
        await cpu.Load(A);
        await cpu.Store(A, box.Value++);
    }

    private static async Step HiddenMutable(Cpu cpu)
    {
        var wrapper = new Wrapper(new Box());
        await cpu.Load(A);
        await cpu.Store(A, wrapper.Box.Value++);
    }

    private static async Step Pointer(Cpu cpu)
    {
        nint pointer = await cpu.Load(A) == 0 ? 1 : 2;
        await cpu.Load(A);
        await cpu.Store(A, (ulong)pointer);
    }

    private static async Step BoxedStruct(Cpu cpu)
    {
        ICounter counter = default(Counter);
        await cpu.Load(A);
        await cpu.Store(A, counter.Next());
    }

    private static async Step InlineArray(Cpu cpu)
    {
        var four = default(Four);
        four[1] = await cpu.Load(A);
        await cpu.Fence();
        await cpu.Store(A, four[1]);
    }

    private static async Step StaticField(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, counter++);
    }

    private static async Step StaticProperty(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, Property++);
    }

    private static async Step StaticInterface(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, (ulong)Listed.Count);
    }

    private static async Step StaticNested(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, Wrapped.Box.Value++);
    }

    private static async Step StaticInCompletedCallee(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, await Count());
    }

    private static async Step<ulong> Count()
    {
        await Step.Completed;
        return counter++;
    }

    private static async Step StaticThroughInterface(Cpu cpu)
    {
        IClock clock = new StaticClock();
        await cpu.Load(A);
        await cpu.Store(A, clock.Now());
    }

    private static async Step StaticThroughDelegate(Cpu cpu)
    {
        var reads = Reads;
        await cpu.Load(A);
        await cpu.Store(A, reads());
    }

    private static async Step AwaitedTask(Cpu cpu)
    {
        await System.Threading.Tasks.Task.Yield();
        await cpu.Store(A, 1);
    }

    private static async Step SwallowedTask(Cpu cpu)
    {
        await cpu.Store(A, 1);
        try
        {
            await System.Threading.Tasks.Task.Yield();
        }
        catch (Exception)
        {
            cpu.Pause();
        }

        await cpu.Store(A, 2);
    }

    private static async Step LateTask(Cpu cpu)
    {
        await cpu.Store(A, 1);
        await System.Threading.Tasks.Task.Yield();
    }

    private static async Step Store(Cpu cpu) => await cpu.Store(A, 1);

    private static async Step StepNotAwaited(Cpu cpu)
    {
        _ = Store(cpu);
        await cpu.Load(A);
    }

    private static async Step LastStepNotAwaited(Cpu cpu)
    {
        await cpu.Load(A);
        _ = Store(cpu);
    }

    private static async Step StepAwaitedLater(Cpu cpu)
    {
        var step = Store(cpu);
        await cpu.Load(A);
        await step;
    }

    // The second awaits what the first has already continued: it would be handed the result of the first.
    private static async Step StepAwaitedTwice(Cpu cpu)
    {
        var step = Store(cpu);
        _ = Pass(step);
        await step;
    }

    private static async Step Pass(Step step) => await step;

    private static async Step StepKept(Cpu cpu)
    {
        var step = Store(cpu);
        await step;
        await step;
    }

    private static async Step StepNotWaitedFor(Cpu cpu)
    {
        await cpu.Load(A);
        Store(cpu).GetAwaiter().GetResult();
    }

    private static async Step OperationNotAwaited(Cpu cpu)
    {
        _ = cpu.Store(A, 1);
        await cpu.Store(A, 2);
    }

    private static async Step LastOperationNotAwaited(Cpu cpu)
    {
        await cpu.Store(A, 2);
        _ = cpu.Store(A, 1);
    }

    private static async Step OperationNotWaitedFor(Cpu cpu)
    {
        await cpu.Load(A);
        var seen = cpu.Load(A).GetAwaiter().GetResult();
        await cpu.Store(A, seen);
    }

    private static async Step Text(Cpu cpu)
    {
        var text = await cpu.Load(A) == 0 ? "none" : null;
        await cpu.Fence();
        await cpu.Store(A, (ulong)(text?.Length ?? 0));
    }

    private static async Step Immutable(Cpu cpu)
    {
        ImmutableArray<(ulong, string)> seen = [(await cpu.Load(A), "a")];
        await cpu.Fence();
        await cpu.Store(A, seen[0].Item1);
    }

    private static async Step Record(Cpu cpu)
    {
        var addends = new Addends([await cpu.Load(A)]);
        await cpu.Fence();
        await cpu.Store(A, (addends with { Values = [1] }).Values[0] + addends.Values[0]);
    }

    private static async Step Lock(Cpu cpu)
    {
        ILock mutex = new TicketLock(A, new Address(1));
        var token = await mutex.Acquire(cpu);
        await mutex.Release(cpu, token);
    }

    private static async Step Constants(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, Table[0] + Constant.Values[1]);
    }

    private static async Step BoxedConstant(Cpu cpu)
    {
        object boxed = await cpu.Load(A);
        IComparable date = new DateTime(1, DateTimeKind.Utc);
        await cpu.Fence();
        await cpu.Store(A, (ulong)boxed + (ulong)date.CompareTo(DateTime.MinValue));
    }

    private static async Step PurityCycle(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, (ulong)Loop.ToString().Length);
    }

    private static async Step StepPassedOn(Cpu cpu) => await Pass(Pass(Store(cpu)));

    private static async Step Foreach(Cpu cpu)
    {
        foreach (var addend in Table)
        {
            await cpu.FetchAdd(A, addend);
        }
    }

    private static async Step DefaultImmutable(Cpu cpu)
    {
        var addends = new Addends(default);
        await cpu.Fence();
        await cpu.Store(A, addends.Values.IsDefault ? 1UL : 2);
    }

    [InlineArray(4)]
    private struct Four
    {
        private ulong first;
    }

    private struct Counter : ICounter
    {
        private ulong count;

        public ulong Next() => count++;
    }

    private sealed record Addends(ImmutableArray<ulong> Values);

    private sealed record Wrapper(Box Box);

    private sealed class Box
    {
        public ulong Value;
    }

    private sealed class StaticClock : IClock
    {
        public ulong Now() => counter++;
    }

    private sealed class Self
    {
        public override string ToString() => Loop == this ? "self" : "other";
    }

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
