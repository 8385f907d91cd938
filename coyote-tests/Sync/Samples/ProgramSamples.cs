using System.Collections.Immutable;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Sync.Samples;

/// <summary>
/// Short programs without endless loops that use the language widely; two vCPUs run each. ReplayTests demands that
/// exploring them finds what replaying every schedule from its start finds.
/// </summary>
public static class ProgramSamples
{
    private static readonly Address A = new(0);
    private static readonly Address B = new(1);
    private static readonly Address C = new(2);

    public enum Colour
    {
        Red,
        Green,
    }

    public static IReadOnlyDictionary<string, Func<Cpu, Step>> All { get; } = new Dictionary<string, Func<Cpu, Step>>
    {
        ["lost update"] = LostUpdate,
        ["dead after choice"] = DeadAfterChoice,
        ["exception across frames"] = ExceptionAcrossFrames,
        ["await in catch"] = AwaitInCatch,
        ["await in finally"] = AwaitInFinally,
        ["nested finally"] = NestedFinally,
        ["records and tuples"] = RecordsAndTuples,
        ["spilled operands"] = SpilledOperands,
        ["switch and patterns"] = SwitchAndPatterns,
        ["recursion"] = cpu => Recursion(cpu, 2),
        ["generics"] = Generics,
        ["foreach"] = ForEach,
        ["array elements"] = ImmutableElements,
        ["twelve awaits"] = TwelveAwaits,
        ["await using"] = AwaitUsing,
        ["local functions"] = LocalFunctions,
        ["identity"] = Identity,
        ["numbers"] = Numbers,
        ["nullable"] = Nullables,
        ["interface dispatch"] = InterfaceDispatch,
        ["completed steps"] = CompletedSteps,
        ["struct methods"] = StructMethods,
        ["filters"] = Filters,
        ["primary constructor"] = new Offset(3).Body,
    };

    private static async Step LostUpdate(Cpu cpu)
    {
        var seen = await cpu.Load(A);
        await cpu.Store(A, seen + 1);
        await cpu.Store(B, await cpu.Load(A) + await cpu.Load(B));
    }

    private static async Step DeadAfterChoice(Cpu cpu)
    {
        var noise = await cpu.Choose(2);
        var kept = await cpu.Choose(2);
        await cpu.Store(A, noise);
        noise = kept;
        await cpu.Fence();
        await cpu.FetchAdd(B, noise + (2 * kept));
    }

    private static async Step ExceptionAcrossFrames(Cpu cpu)
    {
        var stage = 0UL;
        try
        {
            stage = 1;
            stage += await Throws(cpu, await cpu.Choose(3));
            stage += 10;
        }
        catch (InvalidOperationException failure) when (failure.Message.Length == 3)
        {
            stage += 100;
        }
        catch (InvalidOperationException)
        {
            stage += 200;
        }
        finally
        {
            stage *= 2;
        }

        await cpu.FetchAdd(A, stage);
    }

    private static async Step<ulong> Throws(Cpu cpu, ulong how)
    {
        try
        {
            var seen = await cpu.FetchAdd(B, 1);
            return how == 0 ? seen : throw new InvalidOperationException(how == 1 ? "one" : "other");
        }
        finally
        {
            cpu.Note("tried", how);
        }
    }

    private static async Step AwaitInCatch(Cpu cpu)
    {
        var before = await cpu.FetchAdd(A, 1);
        try
        {
            if (before == 1)
            {
                throw new ArgumentException("second");
            }

            await cpu.Store(B, before + 5);
        }
        catch (ArgumentException failure)
        {
            var length = (ulong)failure.ParamName.AsSpan().Length + 2;
            await cpu.Store(C, length);
            before += length;
        }

        await cpu.FetchAdd(B, before);
    }

    private static async Step AwaitInFinally(Cpu cpu)
    {
        var held = 0UL;
        try
        {
            held = await cpu.Exchange(A, 1);
            if (held == 1)
            {
                return;
            }

            await cpu.FetchAdd(B, 1);
        }
        finally
        {
            await cpu.FetchAdd(C, held + 1);
            await cpu.Store(A, held);
        }

        await cpu.FetchAdd(B, held + 4);
    }

    private static async Step NestedFinally(Cpu cpu)
    {
        var trail = 1UL;
        for (var round = 0; round < 2; round++)
        {
            try
            {
                try
                {
                    if (await cpu.Choose(2) == 1 || await cpu.Load(A) == 9)
                    {
                        continue;
                    }

                    trail *= 3;
                }
                finally
                {
                    trail += 5;
                }

                trail *= 7;
            }
            finally
            {
                trail += 11;
            }

            await cpu.Exchange(A, trail);
        }

        await cpu.FetchAdd(B, trail);
    }

    private static async Step RecordsAndTuples(Cpu cpu)
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

    private static async Step SpilledOperands(Cpu cpu)
    {
        var sum = await Add(cpu, await cpu.Load(A), await cpu.FetchAdd(A, 3))
            + ((await cpu.Load(B) > 0 || await cpu.Load(A) > 3) && await cpu.Choose(2) == 1 ? await cpu.Load(A) : 20);
        await cpu.FetchAdd(B, sum);
    }

    private static async Step<ulong> Add(Cpu cpu, ulong left, ulong right)
    {
        if (left == right)
        {
            return left;
        }

        await cpu.Fence();
        return left + right;
    }

    private static async Step SwitchAndPatterns(Cpu cpu)
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

    private static async Step<ulong> Recursion(Cpu cpu, ulong depth)
    {
        if (depth == 0)
        {
            return await cpu.Load(A);
        }

        var below = await Recursion(cpu, depth - 1);
        await cpu.Store(A, below + depth);
        return below;
    }

    private static async Step Recursion(Cpu cpu, int depth) => await cpu.FetchAdd(B, await Recursion(cpu, (ulong)depth));

    private static async Step Generics(Cpu cpu)
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

    private static async Step ForEach(Cpu cpu)
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

    private static async Step ImmutableElements(Cpu cpu)
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

    private static async Step TwelveAwaits(Cpu cpu)
    {
        var a = await cpu.Choose(2);
        var b = await cpu.Load(A);
        try
        {
            await cpu.Store(A, a);
            var c = await cpu.Load(B);
            try
            {
                var d = await cpu.FetchAdd(B, c);
                await cpu.Fence();
                await cpu.FetchAdd(B, d + a);
                await cpu.Fence();
            }
            finally
            {
                b++;
            }

            await cpu.Fence();
            await cpu.FetchAdd(C, b);
        }
        finally
        {
            a += 2;
        }

        await cpu.Fence();
        await cpu.FetchAdd(A, a);
        await cpu.FetchAdd(B, 1);
    }

    private static async Step AwaitUsing(Cpu cpu)
    {
        await using var guard = new Guard(cpu, await cpu.Exchange(A, 1));
        await cpu.FetchAdd(B, guard.Before + 1);
    }

    private static async Step LocalFunctions(Cpu cpu)
    {
        var seen = await cpu.Load(A);
        await cpu.Fence();
        await cpu.FetchAdd(A, await Twice(cpu, seen));
        await cpu.FetchAdd(B, Thrice(seen));

        static async Step<ulong> Twice(Cpu cpu, ulong value)
        {
            await cpu.Fence();
            return (2 * value) + 1;
        }

        static ulong Thrice(ulong value) => 3 * value;
    }

    // Equal objects that are not the same object: whoever compares references can tell.
    private static async Step Identity(Cpu cpu)
    {
        var mine = new Token();
        var other = await cpu.Choose(2) == 0 ? mine : new Token();
        await cpu.FetchAdd(A, 1);
        await cpu.FetchAdd(B, ReferenceEquals(mine, other) ? 1UL : 16);
    }

    private static async Step Numbers(Cpu cpu)
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

    private static async Step Nullables(Cpu cpu)
    {
        ulong? maybe = await cpu.Choose(2) == 0 ? null : 0;
        Colour? colour = await cpu.Load(A) == 0 ? Colour.Red : null;
        await cpu.FetchAdd(A, 1);
        await cpu.FetchAdd(B, (maybe ?? 7) + (colour is null ? 40UL : (ulong)colour));
    }

    private static async Step InterfaceDispatch(Cpu cpu)
    {
        IAddend addend = await cpu.Choose(2) == 0 ? new Fixed() : new Loaded(A);
        await cpu.FetchAdd(A, 2);
        await cpu.FetchAdd(B, await addend.Get(cpu));
    }

    private static async Step CompletedSteps(Cpu cpu)
    {
        var fixedStep = new Fixed().Get(cpu);
        var value = await fixedStep;
        await Nothing(cpu);
        await Step.Completed;
        await cpu.FetchAdd(A, value);
        var left = new Fixed().Get(cpu);
        await cpu.FetchAdd(B, await left + await new Loaded(A).Get(cpu));
    }

    private static async Step Nothing(Cpu cpu) => cpu.Pause();

    private static async Step StructMethods(Cpu cpu)
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

    private static async Step Filters(Cpu cpu)
    {
        var tries = 0UL;
        while (true)
        {
            try
            {
                tries++;
                var seen = await cpu.FetchAdd(A, 1);
                await cpu.Fence();
                if (seen < 2)
                {
                    throw new InvalidOperationException($"{seen}");
                }

                await cpu.FetchAdd(B, tries);
                break;
            }
            catch (InvalidOperationException failure) when (tries < 3 && failure.Message != "x")
            {
                tries += 10;
            }
            catch (InvalidOperationException)
            {
                return;
            }
        }
    }

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

    private readonly struct Guard(Cpu cpu, ulong before)
    {
        public ulong Before => before;

        public async Step DisposeAsync()
        {
            await cpu.Store(A, before);
            await cpu.FetchAdd(C, 1);
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

    private sealed class Offset(ulong offset)
    {
        public async Step Body(Cpu cpu)
        {
            var seen = await cpu.Load(A);
            await cpu.Store(A, seen + offset);
            await cpu.FetchAdd(B, offset * seen);
        }
    }
}
