using System.Collections.Immutable;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Sync.Samples;

/// <summary>Locals of every kind of type, kept across awaits.</summary>
internal static class ValueSamples
{
    private static readonly Address A = new(0);
    private static readonly Address B = new(1);
    private static readonly Address C = new(2);

    public enum Colour
    {
        Red,
        Green,
    }

    public static async Step RecordsAndTuples(Cpu cpu)
    {
        var page = new Page(1, Colour.Red, null);
        page = page with { Owner = await cpu.Choose(2) };
        var (left, right) = (page, await cpu.Load(A));
        page = page with { Colour = right > 0 ? Colour.Green : Colour.Red, Below = new Below(right) };
        await cpu.Store(A, page.Owner + 1);
        var pair = (Same: left == page, page.Below);
        await cpu.Fence();
        await cpu.FetchAdd(B, (pair.Same ? 1UL : 2) + (pair.Below?.Depth ?? 0) + (ulong)page.Colour);
    }

    public static async Step SwitchAndPatterns(Cpu cpu)
    {
        object shape = await cpu.Choose(3) switch
        {
            0 => new Below(await cpu.Load(A)),
            1 => "text",
            var other => other + await cpu.Load(B),
        };
        await cpu.FetchAdd(A, 1);
        await cpu.FetchAdd(B, shape switch
        {
            Below { Depth: > 0 } below => below.Depth,
            Below => 30,
            string text => (ulong)text.Length,
            ulong number => number * 100,
            _ => 0,
        });
    }

    public static async Step Generics(Cpu cpu)
    {
        var number = await Pick(cpu, 3UL, 4UL);
        var text = await Pick(cpu, "a", "bb");
        var pair = await Pick(cpu, (1, "c"), (2, "dd"));
        await cpu.FetchAdd(B, number + (ulong)text.Length + (ulong)(pair.Item1 * pair.Item2.Length));
    }

    private static async Step<T> Pick<T>(Cpu cpu, T first, T second)
    {
        var which = await cpu.Choose(2);
        await cpu.FetchAdd(A, which);
        return which == 0 ? first : second;
    }

    public static async Step ForEach(Cpu cpu)
    {
        ImmutableArray<ulong> addends = [1, 5];
        foreach (var addend in addends)
        {
            var seen = await cpu.Load(A);
            await cpu.Store(A, seen + addend);
        }

        foreach (var letter in "xy")
        {
            await cpu.FetchAdd(B, letter);
        }
    }

    public static async Step ImmutableElements(Cpu cpu)
    {
        ImmutableArray<(ulong Value, string? Name)> seen = [];
        ImmutableArray<ulong> missing = default;
        for (var round = 0; round < 2; round++)
        {
            seen = seen.Add((await cpu.Load(A), round == 0 ? null : "n"));
            await cpu.FetchAdd(A, 1);
        }

        await cpu.Store(B, missing.IsDefault ? seen[0].Value + (10 * seen[1].Value) + (ulong)(seen[1].Name?.Length ?? 0) : 99);
    }

    // Equal objects that are not the same object: whoever compares references can tell.
    public static async Step Identity(Cpu cpu)
    {
        var mine = new Token();
        var other = await cpu.Choose(2) == 0 ? mine : new Token();
        await cpu.FetchAdd(A, 1);
        await cpu.FetchAdd(B, ReferenceEquals(mine, other) ? 1UL : 16);
    }

    public static async Step Numbers(Cpu cpu)
    {
        var choice = await cpu.Choose(3);
        var zero = choice switch { 0 => 0.0, 1 => -0.0, _ => double.NaN };
        var price = choice == 0 ? 1.0m : 1.00m;
        var wide = (UInt128)choice << 100;
        var when = new DateTime((long)choice, DateTimeKind.Utc);
        var guid = new Guid((int)choice, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        await cpu.FetchAdd(A, 1);
        await cpu.FetchAdd(B, double.IsNegative(zero) ? 1UL : 2);
        await cpu.FetchAdd(B, (ulong)price.ToString().Length + (ulong)(wide >> 98) + (ulong)when.Ticks + guid.ToByteArray()[0]);
    }

    public static async Step Delegates(Cpu cpu)
    {
        Func<ulong, string> text = await cpu.Choose(3) switch { 0 => Name<int>, 1 => Name<Below>, _ => static value => $"{value}" };
        var type = await cpu.Load(A) == 0 ? typeof(Below) : typeof(Token);
        await cpu.FetchAdd(A, 1);
        await cpu.FetchAdd(B, (ulong)text(7).Length + (100 * (ulong)type.Name.Length));
    }

    private static string Name<T>(ulong value) => typeof(T).Name + value;

    public static async Step Nullables(Cpu cpu)
    {
        ulong? maybe = await cpu.Choose(2) == 0 ? null : 0;
        Colour? colour = await cpu.Load(A) == 0 ? Colour.Red : null;
        await cpu.FetchAdd(A, 1);
        await cpu.FetchAdd(B, (maybe ?? 7) + (colour is null ? 40UL : (ulong)colour));
    }

    public static async Step InterfaceDispatch(Cpu cpu)
    {
        IAddend addend = await cpu.Choose(2) == 0 ? new Fixed() : new Loaded(A);
        await cpu.FetchAdd(A, 2);
        await cpu.FetchAdd(B, await addend.Get(cpu));
    }

    public static async Step StructMethods(Cpu cpu)
    {
        var meter = default(Meter);
        meter.Add(await cpu.Load(A));
        await cpu.FetchAdd(A, 1);
        meter.Add(await cpu.Load(A));
        Bump(ref meter.Total);
        await cpu.Fence();
        await cpu.FetchAdd(B, meter.Total * meter.Count);
        await meter.Flush(cpu);
    }

    private static void Bump(ref ulong value) => value += 2;

    private interface IAddend
    {
        Step<ulong> Get(Cpu cpu);
    }

    private struct Meter
    {
        public ulong Total;
        public ulong Count;

        public void Add(ulong value)
        {
            Total += value;
            Count++;
        }

        public readonly async Step Flush(Cpu cpu)
        {
            await cpu.Fence();
            await cpu.FetchAdd(C, Total);
        }
    }

    private readonly record struct Page(ulong Owner, Colour Colour, Below? Below);

    private sealed record Below(ulong Depth);

    private sealed class Token;

    private sealed class Fixed : IAddend
    {
        public async Step<ulong> Get(Cpu cpu) => 3;
    }

    private sealed class Loaded(Address from) : IAddend
    {
        public async Step<ulong> Get(Cpu cpu) => await cpu.Load(from);
    }

    public sealed class Offset(ulong offset)
    {
        public async Step Body(Cpu cpu)
        {
            var seen = await cpu.Load(A);
            await cpu.Store(A, seen + offset);
            await cpu.FetchAdd(B, offset * seen);
        }
    }
}
