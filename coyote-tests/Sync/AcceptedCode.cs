using System.Collections.Immutable;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

#pragma warning disable CA1859 // What a declared type hides is the point of these samples.

namespace Interlock.CoyoteTests.Sync;

/// <summary>Code that resembles what must be refused and is sound; see SnapshotErrorTests.</summary>
internal static class AcceptedCode
{
    private static readonly Address A = new(0);
    private static readonly ImmutableArray<ulong> Table = [1, 2, 3];
    private static readonly Addends Constant = new([1, 2]);
    private static readonly Self Loop = new();

    public static async Step Text(Cpu cpu)
    {
        var text = await cpu.Load(A) == 0 ? "none" : null;
        await cpu.Fence();
        await cpu.Store(A, (ulong)(text?.Length ?? 0));
    }

    public static async Step Immutable(Cpu cpu)
    {
        ImmutableArray<(ulong, string)> seen = [(await cpu.Load(A), "a")];
        await cpu.Fence();
        await cpu.Store(A, seen[0].Item1);
    }

    public static async Step Record(Cpu cpu)
    {
        var addends = new Addends([await cpu.Load(A)]);
        await cpu.Fence();
        await cpu.Store(A, (addends with { Values = [1] }).Values[0] + addends.Values[0]);
    }

    public static async Step Lock(Cpu cpu)
    {
        ILock mutex = new TicketLock(A, new Address(1));
        var token = await mutex.Acquire(cpu);
        await mutex.Release(cpu, token);
    }

    public static async Step Constants(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, Table[0] + Constant.Values[1]);
    }

    public static async Step BoxedConstant(Cpu cpu)
    {
        object boxed = await cpu.Load(A);
        IComparable date = new DateTime(1, DateTimeKind.Utc);
        await cpu.Fence();
        await cpu.Store(A, (ulong)boxed + (ulong)date.CompareTo(DateTime.MinValue));
    }

    public static async Step PurityCycle(Cpu cpu)
    {
        await cpu.Load(A);
        await cpu.Store(A, (ulong)Loop.ToString().Length);
    }

    public static async Step StepPassedOn(Cpu cpu) => await Pass(Pass(Store(cpu)));

    private static async Step Store(Cpu cpu) => await cpu.Store(A, 1);

    private static async Step Pass(Step step) => await step;

    public static async Step Foreach(Cpu cpu)
    {
        foreach (var addend in Table)
        {
            await cpu.FetchAdd(A, addend);
        }
    }

    public static async Step DefaultImmutable(Cpu cpu)
    {
        var addends = new Addends(default);
        await cpu.Fence();
        await cpu.Store(A, addends.Values.IsDefault ? 1UL : 2);
    }

    private sealed record Addends(ImmutableArray<ulong> Values);

    private sealed class Self
    {
        public override string ToString() => Loop == this ? "self" : "other";
    }
}
