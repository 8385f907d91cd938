using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Interlock.Sync;
using Interlock.Sync.Stepping;

#pragma warning disable CA1859, CA1861, IDE0350 // What objects are alike is the point of these samples.

namespace Interlock.CoyoteTests.Sync;

/// <summary>
/// Code that keeps one of two values which are alike, by the word <c>Which</c>, and tells them apart after another
/// operation: it ends with one in the word <c>Seen</c> exactly if <c>Which</c> held one. See EqualityTests.
/// </summary>
internal sealed class EqualityCode
{
    public static readonly Address Which = new(0);
    public static readonly Address Seen = new(1);

    private static readonly object BoxedOne = 1;
    private static readonly object BoxedTwin = 1;
    private static readonly ImmutableArray<int> Table = [1];
    private static readonly ImmutableArray<int> Twin = [1];
    private static readonly (Mode First, Mode Second) Pair = (new Mode(), new Mode());
    private static readonly Func<Mode> Chosen = () => Mode.Write;
    private static readonly UpperLayer Layers = new();

    private readonly Mode mine = new();
    private readonly Mode other = new();

    public static async Step Sentinels(Cpu cpu)
    {
        var mode = await cpu.Load(Which) == 1 ? Mode.Write : Mode.Read;
        await cpu.Fence();
        await cpu.Store(Seen, mode == Mode.Write ? 1UL : 0);
    }

    public static async Step SentinelUsedByCallee(Cpu cpu) => await Use(cpu, await cpu.Load(Which) == 1 ? Mode.Write : Mode.Read);

    private static async Step Use(Cpu cpu, Mode mode)
    {
        await cpu.Fence();
        if (mode == Mode.Write)
        {
            await cpu.Store(Seen, 1);
        }
    }

    public static async Step SentinelAndCopy(Cpu cpu)
    {
        var mode = await cpu.Load(Which) == 1 ? Mode.Write : new Mode();
        await cpu.Fence();
        await cpu.Store(Seen, ReferenceEquals(mode, Mode.Write) ? 1UL : 0);
    }

    public static async Step SentinelInArray(Cpu cpu)
    {
        var mode = Mode.All[(int)await cpu.Load(Which)];
        await cpu.Fence();
        await cpu.Store(Seen, (ulong)Mode.All.IndexOf(mode));
    }

    public static async Step SentinelInStruct(Cpu cpu)
    {
        var mode = await cpu.Load(Which) == 1 ? Pair.First : Pair.Second;
        await cpu.Fence();
        await cpu.Store(Seen, mode == Pair.First ? 1UL : 0);
    }

    public static async Step SentinelFromDelegate(Cpu cpu)
    {
        var mode = await cpu.Load(Which) == 1 ? Chosen() : Mode.Read;
        await cpu.Fence();
        await cpu.Store(Seen, mode == Chosen() ? 1UL : 0);
    }

    public static async Step SentinelInsideObject(Cpu cpu)
    {
        var holder = await cpu.Load(Which) == 1 ? new Holder(Mode.Write) : new Holder(Mode.Read);
        await cpu.Fence();
        await cpu.Store(Seen, holder.Mode == Mode.Write ? 1UL : 0);
    }

    // Both fields have one name.
    public static async Step SentinelInBaseClass(Cpu cpu)
    {
        var mode = await cpu.Load(Which) == 1 ? Layers.Mode : ((Layer)Layers).Mode;
        await cpu.Fence();
        await cpu.Store(Seen, mode == Layers.Mode ? 1UL : 0);
    }

    public static async Step TagPerType(Cpu cpu)
    {
        var tag = await cpu.Load(Which) == 1 ? Tag<int>.Value : Tag<long>.Value;
        await cpu.Fence();
        await cpu.Store(Seen, tag == Tag<int>.Value ? 1UL : 0);
    }

    public static async Step Boxes(Cpu cpu)
    {
        var box = await cpu.Load(Which) == 1 ? BoxedOne : BoxedTwin;
        await cpu.Fence();
        await cpu.Store(Seen, box == BoxedOne ? 1UL : 0);
    }

    public static async Step ImmutableArrays(Cpu cpu)
    {
        var table = await cpu.Load(Which) == 1 ? Table : Twin;
        await cpu.Fence();
        await cpu.Store(Seen, table == Table ? 1UL : 0);
    }

    public static async Step Literal(Cpu cpu)
    {
        var text = await cpu.Load(Which) == 1 ? "a" : new string('a', 1);
        await cpu.Fence();
        await cpu.Store(Seen, ReferenceEquals(text, "a") ? 1UL : 0);
    }

    public static async Step TextOfNumber(Cpu cpu)
    {
        var text = await cpu.Load(Which) == 1 ? 7.ToString() : new string('7', 1);
        await cpu.Fence();
        await cpu.Store(Seen, ReferenceEquals(text, 7.ToString()) ? 1UL : 0); // the framework keeps the texts of small numbers
    }

    public static async Step Delegates(Cpu cpu)
    {
        var (one, twin) = (Capture(1), Capture(1));
        var kept = await cpu.Load(Which) == 1 ? one : twin;
        await cpu.Fence();
        await cpu.Store(Seen, ReferenceEquals(kept, one) ? 1UL : 0);
    }

    public static async Step MethodGroups(Cpu cpu)
    {
        var kept = await cpu.Load(Which) == 1 ? Nothing : Elsewhere.Group();
        await cpu.Fence();
        Action here = Nothing;
        await cpu.Store(Seen, ReferenceEquals(kept, here) ? 1UL : 0);
    }

    public static async Step Exceptions(Cpu cpu)
    {
        var one = new InvalidOperationException("x");
        var kept = await cpu.Load(Which) == 1 ? one : new InvalidOperationException("x");
        await cpu.Fence();
        await cpu.Store(Seen, kept == one ? 1UL : 0);
    }

    public static async Step Scales(Cpu cpu)
    {
        var price = await cpu.Load(Which) == 1 ? 1.00m : 1.0m;
        await cpu.Fence();
        await cpu.Store(Seen, price.Scale == 2 ? 1UL : 0);
    }

    public static async Step Payloads(Cpu cpu)
    {
        var number = BitConverter.UInt64BitsToDouble(0x7FF8000000000000 + await cpu.Load(Which));
        await cpu.Fence();
        await cpu.Store(Seen, BitConverter.DoubleToUInt64Bits(number) & 1);
    }

    public static async Step Overlaps(Cpu cpu)
    {
        var both = await cpu.Load(Which) == 1 ? new Both { Number = -0.0 } : new Both { Number = 0.0 };
        await cpu.Fence();
        await cpu.Store(Seen, both.Bits >> 63);
    }

    public async Step Captured(Cpu cpu)
    {
        var mode = await cpu.Load(Which) == 1 ? mine : other;
        await cpu.Fence();
        await cpu.Store(Seen, mode == mine ? 1UL : 0);
    }

    // One object by two ways: it has one name, and states are not split.
    public static async Step SameByTwoWays(Cpu cpu)
    {
        var mode = await cpu.Load(Which) == 1 ? Mode.Write : Mode.All[1];
        await cpu.Fence();
        await cpu.Store(Seen, mode == Mode.Write ? 1UL : 0);
    }

    public static async Step ExceptionInFull(Cpu cpu)
    {
        var kept = await cpu.Load(Which) == 1 ? Caught(FailHere) : Caught(FailThere);
        await cpu.Fence();
        await cpu.Store(Seen, kept.ToString().Contains(nameof(FailHere), StringComparison.Ordinal) ? 1UL : 0);
    }

    public static async Step ExceptionInText(Cpu cpu)
    {
        var kept = await cpu.Load(Which) == 1 ? Caught(FailHere) : Caught(FailThere);
        await cpu.Fence();
        await cpu.Store(Seen, $"{kept}".Contains(nameof(FailHere), StringComparison.Ordinal) ? 1UL : 0);
    }

    public static async Step ExceptionAsObject(Cpu cpu)
    {
        object kept = await cpu.Load(Which) == 1 ? Caught(FailHere) : Caught(FailThere);
        await cpu.Fence();
        await cpu.Store(Seen, string.Concat("", kept).Contains(nameof(FailHere), StringComparison.Ordinal) ? 1UL : 0);
    }

    public static async Step ExceptionSource(Cpu cpu)
    {
        var kept = await cpu.Load(Which) == 1 ? Caught(FailHere) : new InvalidOperationException("failed");
        await cpu.Fence();
        await cpu.Store(Seen, kept.Source is null ? 0UL : 1);
    }

    // Where an exception was thrown is no part of a state, and code that asks only for its message need not be told.
    public static async Step ExceptionMessage(Cpu cpu)
    {
        var kept = await cpu.Load(Which) == 1 ? Caught(FailHere) : Caught(FailThere);
        await cpu.Fence();
        await cpu.Store(Seen, (ulong)kept.Message.Length - 5);
    }

    public static async Step IdentityHash(Cpu cpu)
    {
        var kept = await cpu.Load(Which) == 1 ? Mode.Read : new Mode();
        await cpu.Fence();
        await cpu.Store(Seen, RuntimeHelpers.GetHashCode(kept) == RuntimeHelpers.GetHashCode(Mode.Read) ? 1UL : 0);
    }

    public static async Step ObjectHash(Cpu cpu)
    {
        var kept = await cpu.Load(Which) == 1 ? Mode.Read : new Mode();
        await cpu.Fence();
        await cpu.Store(Seen, kept.GetHashCode() == Mode.Read.GetHashCode() ? 1UL : 0);
    }

    public static async Step BesideFields(Cpu cpu)
    {
        var wide = new Wide { Value = await cpu.Load(Which) };
        await cpu.Fence();
        await cpu.Store(Seen, wide.Value);
    }

    public static async Step BetweenFields(Cpu cpu)
    {
        var apart = new Apart { First = (byte)await cpu.Load(Which) };
        await cpu.Fence();
        await cpu.Store(Seen, apart.First);
    }

    private static InvalidOperationException Caught(Action fails)
    {
        try
        {
            fails();
            return new InvalidOperationException("nothing failed");
        }
        catch (InvalidOperationException failure)
        {
            return failure;
        }
    }

    private static void FailHere() => throw new InvalidOperationException("failed");

    private static void FailThere() => throw new InvalidOperationException("failed");

    private static Func<int> Capture(int value) => () => value;

    private static void Nothing()
    {
    }

    private static class Elsewhere
    {
        public static Action Group() => Nothing;
    }

    private static class Tag<T>
    {
        public static readonly object Value = new();
    }

    private sealed class Mode
    {
        public static Mode Read { get; } = new();

        public static Mode Write { get; } = new();

        public static ImmutableArray<Mode> All { get; } = [Read, Write];
    }

    private class Layer
    {
        private readonly Mode mode = new();

        public Mode Mode => mode;
    }

    private sealed class UpperLayer : Layer
    {
        private readonly Mode mode = new();

        public new Mode Mode => mode;
    }

    private sealed record Holder(Mode Mode);

    [StructLayout(LayoutKind.Sequential, Size = 16)]
    private struct Wide
    {
        public ulong Value;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Both
    {
        [FieldOffset(0)]
        public ulong Bits;

        [FieldOffset(0)]
        public double Number;
    }

    [StructLayout(LayoutKind.Explicit)]
    private struct Apart
    {
        [FieldOffset(0)]
        public byte First;

        [FieldOffset(12)]
        public byte Last;
    }
}
