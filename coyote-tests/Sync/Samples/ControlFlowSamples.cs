using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Sync.Samples;

/// <summary>Awaits in every place where a statement or an expression can have one.</summary>
internal static class ControlFlowSamples
{
    private static readonly Address A = new(0);
    private static readonly Address B = new(1);
    private static readonly Address C = new(2);

    public static async Step LostUpdate(Cpu cpu)
    {
        var seen = await cpu.Load(A);
        await cpu.Store(A, seen + 1);
        await cpu.Store(B, await cpu.Load(A) + await cpu.Load(B));
    }

    public static async Step DeadAfterChoice(Cpu cpu)
    {
        var noise = await cpu.Choose(2);
        var kept = await cpu.Choose(2);
        await cpu.Store(A, noise);
        noise = kept;
        await cpu.Fence();
        await cpu.FetchAdd(B, noise + (2 * kept));
    }

    public static async Step ExceptionAcrossFrames(Cpu cpu)
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

    public static async Step AwaitInCatch(Cpu cpu)
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

    public static async Step AwaitInFinally(Cpu cpu)
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

    public static async Step NestedFinally(Cpu cpu)
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

    public static async Step ExceptionAcrossAwaits(Cpu cpu)
    {
        try
        {
            try
            {
                await Fails(cpu, await cpu.Choose(3));
            }
            finally
            {
                await cpu.FetchAdd(A, 1);
            }

            await cpu.FetchAdd(B, 1000);
        }
        catch (NumberedException failure)
        {
            await cpu.FetchAdd(A, 2);
            await cpu.FetchAdd(B, failure.Number + (ulong)failure.Message.Length);
        }
    }

    private static async Step Fails(Cpu cpu, ulong how)
    {
        try
        {
            if (await cpu.FetchAdd(C, 1) + how > 0)
            {
                throw new NumberedException(how, how == 2 ? "three" : "one", null);
            }
        }
        catch (NumberedException failure) when (how > 0)
        {
            await cpu.Fence();
            if (how == 2)
            {
                throw;
            }

            throw new NumberedException(10, failure.Message, failure);
        }
    }

    public static async Step SpilledOperands(Cpu cpu)
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

    public static async Step Recursion(Cpu cpu, int depth) => await cpu.FetchAdd(B, await Recursion(cpu, (ulong)depth));

    public static async Step TwelveAwaits(Cpu cpu)
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

    public static async Step AwaitUsing(Cpu cpu)
    {
        await using var guard = new Guard(cpu, await cpu.Exchange(A, 1));
        await cpu.FetchAdd(B, guard.Before + 1);
    }

    public static async Step LocalFunctions(Cpu cpu)
    {
        var seen = await cpu.Load(A);
        await cpu.Fence();
        await cpu.FetchAdd(A, await Twice(seen));
        await cpu.FetchAdd(B, Thrice(seen));

        async Step<ulong> Twice(ulong value)
        {
            await cpu.Fence();
            return (2 * value) + 1;
        }

        static ulong Thrice(ulong value) => 3 * value;
    }

    public static async Step CompletedSteps(Cpu cpu)
    {
        var fixedStep = Three();
        var value = await fixedStep;
        await Nothing(cpu);
        await Step.Completed;
        await cpu.FetchAdd(A, value);
        var left = Three();
        await cpu.FetchAdd(B, await left + await Recursion(cpu, 0UL));
    }

    private static async Step<ulong> Three() => 3;

    private static async Step Nothing(Cpu cpu) => cpu.Pause();

    public static async Step Filters(Cpu cpu)
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

    private sealed class NumberedException(ulong number, string message, Exception? inner) : Exception(message, inner)
    {
        public ulong Number { get; } = number;
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
}
