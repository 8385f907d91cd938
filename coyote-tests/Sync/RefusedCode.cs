using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Interlock.Sync;
using Interlock.Sync.Stepping;

#pragma warning disable CA1859 // What a declared type hides is the point of these samples.

namespace Interlock.CoyoteTests.Sync;

/// <summary>Code that keeps or uses state which cannot be snapshotted; see SnapshotErrorTests.</summary>
internal static class RefusedCode
{
    private static readonly Address A = new(0);
    private static readonly IReadOnlyList<ulong> Listed = new List<ulong> { 1 };
    private static readonly Wrapper Wrapped = new(new Box());
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

    public static async Step ListLocal(Cpu cpu)
    {
        var list = new List<ulong>();
        await cpu.Load(A);
        list.Add(1);
        await cpu.Store(A, (ulong)list.Count);
    }

    public static async Step ArrayLocal(Cpu cpu)
    {
        var array = new ulong[2];
        await cpu.Load(A);
        array[0]++;
        await cpu.Store(A, array[0]);
    }

    public static async Step ForeachOverArray(Cpu cpu)
    {
        var items = new ulong[] { 1, 2 };
        foreach (var item in items)
        {
            await cpu.Store(A, item);
        }
    }

    public static async Step CollectionExpression(Cpu cpu)
    {
        IReadOnlyList<ulong> words = [await cpu.Load(A), 2];
        await cpu.Fence();
        await cpu.Store(A, words[0]);
    }

    public static async Step SpilledArray(Cpu cpu)
    {
        Made()[0] += await cpu.Load(A);

        static ulong[] Made() => new ulong[2];
    }

    public static async Step MutableClass(Cpu cpu)
    {
        var box = new Box();
        await cpu.Load(A);
        await cpu.Store(A, box.Value++);
    }

    public static async Step HiddenMutable(Cpu cpu)
    {
        var wrapper = new Wrapper(new Box());
        await cpu.Load(A);
        await cpu.Store(A, wrapper.Box.Value++);
    }

    public static async Step Pointer(Cpu cpu)
    {
        nint pointer = await cpu.Load(A) == 0 ? 1 : 2;
        await cpu.Load(A);
        await cpu.Store(A, (ulong)pointer);
    }

    public static async Step BoxedStruct(Cpu cpu)
    {
        ICounter counter = default(Counter);
        await cpu.Load(A);
        await cpu.Store(A, counter.Next());
    }

    public static async Step InlineArray(Cpu cpu)
    {
        var four = default(Four);
        four[1] = await cpu.Load(A);
        await cpu.Fence();
        await cpu.Store(A, four[1]);
    }

    public static async Step StaticField(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, counter++);
    }

    public static async Step StaticInCallee(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, NextStatic());
    }

    private static ulong NextStatic() => counter++;

    public static async Step StaticProperty(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, Property++);
    }

    public static async Step StaticInterface(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, (ulong)Listed.Count);
    }

    public static async Step StaticNested(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, Wrapped.Box.Value++);
    }

    public static async Step StaticInCompletedCallee(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, await Count());
    }

    public static async Step<ulong> Count()
    {
        await Step.Completed;
        return counter++;
    }

    public static async Step StaticThroughInterface(Cpu cpu)
    {
        IClock clock = new StaticClock();
        await cpu.Load(A);
        await cpu.Store(A, clock.Now());
    }

    public static async Step StaticThroughDelegate(Cpu cpu)
    {
        var reads = Reads;
        await cpu.Load(A);
        await cpu.Store(A, reads());
    }

    public static async Step Clock(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, (ulong)(Environment.TickCount64 >> 40)); // the same for years, and still not a constant
    }

    public static async Step ClockThroughInterface(Cpu cpu)
    {
        IClock clock = new SystemClock();
        await cpu.Load(A);
        await cpu.Store(A, clock.Now());
    }

    public static async Step ExceptionWithField(Cpu cpu)
    {
        try
        {
            throw new TallyException();
        }
        catch (TallyException failure)
        {
            await cpu.Load(A);
            await cpu.Store(A, failure.Tally++);
        }
    }

    public static async Step CapturedInside(Cpu cpu)
    {
        var seen = await cpu.Load(A);
        await StoreSeen();

        async Step StoreSeen()
        {
            await cpu.Fence();
            await cpu.Store(A, seen++);
        }
    }

    public static async Step CapturedInLoop(Cpu cpu)
    {
        var round = 0UL;
        ulong seen;
        while (true)
        {
            seen = round;
            round = 1;
            var kept = () => seen;
            await cpu.Load(A);
            await cpu.Store(A, kept());
        }
    }

    public static Step CapturedParameter(Cpu cpu) => CapturedParameter(cpu, 1);

    private static async Step CapturedParameter(Cpu cpu, ulong addend)
    {
        var sum = () => addend + 1;
        await cpu.Load(A);
        addend = await cpu.Load(A);
        await cpu.Store(A, sum());
    }

    public static async Step ForeignCode(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, (ulong)GetProcessId());
    }

    [DllImport("libc", EntryPoint = "getpid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetProcessId();

    public static async Step AwaitedTask(Cpu cpu)
    {
        await System.Threading.Tasks.Task.Yield();
        await cpu.Store(A, 1);
    }

    public static async Step SwallowedTask(Cpu cpu)
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

    public static async Step LateTask(Cpu cpu)
    {
        await cpu.Store(A, 1);
        await System.Threading.Tasks.Task.Yield();
    }

    public static async Step Store(Cpu cpu) => await cpu.Store(A, 1);

    public static async Step StepNotAwaited(Cpu cpu)
    {
        _ = Store(cpu);
        await cpu.Load(A);
    }

    public static async Step LastStepNotAwaited(Cpu cpu)
    {
        await cpu.Load(A);
        _ = Store(cpu);
    }

    public static async Step StepAwaitedLater(Cpu cpu)
    {
        var step = Store(cpu);
        await cpu.Load(A);
        await step;
    }

    // The second awaits what the first has already continued: it would be handed the result of the first.
    public static async Step StepAwaitedTwice(Cpu cpu)
    {
        var step = Store(cpu);
        _ = Pass(step);
        await step;
    }

    public static async Step Pass(Step step) => await step;

    public static Step AnotherStepReturned(Cpu cpu)
    {
        var step = Store(cpu);
        _ = Pass(step);
        return step;
    }

    public static async Step StepKept(Cpu cpu)
    {
        var step = Store(cpu);
        await step;
        await step;
    }

    public static async Step StepNotWaitedFor(Cpu cpu)
    {
        await cpu.Load(A);
        Store(cpu).GetAwaiter().GetResult();
    }

    public static async Step OperationNotAwaited(Cpu cpu)
    {
        _ = cpu.Store(A, 1);
        await cpu.Store(A, 2);
    }

    public static async Step LastOperationNotAwaited(Cpu cpu)
    {
        await cpu.Store(A, 2);
        _ = cpu.Store(A, 1);
    }

    public static async Step OperationNotWaitedFor(Cpu cpu)
    {
        await cpu.Load(A);
        var seen = cpu.Load(A).GetAwaiter().GetResult();
        await cpu.Store(A, seen);
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

    private sealed record Wrapper(Box Box);

    private sealed class Box
    {
        public ulong Value;
    }

    private sealed class TallyException : Exception
    {
        public ulong Tally;
    }

    private sealed class SystemClock : IClock
    {
        public ulong Now() => (ulong)System.Diagnostics.Stopwatch.GetTimestamp();
    }

    private sealed class StaticClock : IClock
    {
        public ulong Now() => counter++;
    }
}
