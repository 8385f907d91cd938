using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Sync.Samples;

/// <summary>Async methods whose live locals LivenessTests knows by heart. Compiled with and without optimization.</summary>
public static class LivenessSamples
{
    private static readonly Address A = new(0);
    private static readonly Address B = new(1);

    public static async Step Straight(Cpu cpu)
    {
        var first = await cpu.Load(A);
        var second = await cpu.Load(B);
        await cpu.Store(A, first + second);
    }

    public static async Step Overwritten(Cpu cpu)
    {
        var value = await cpu.Load(A);
        await cpu.Store(B, value);
        value = await cpu.Load(B);
        await cpu.Fence();
        await cpu.Store(A, value);
    }

    public static async Step OneBranch(Cpu cpu, ulong x, ulong y)
    {
        if (await cpu.Load(A) == 0)
        {
            await cpu.Fence();
            await cpu.Store(A, x);
        }
        else
        {
            await cpu.Fence();
            await cpu.Store(A, y);
        }
    }

    public static async Step Loop(Cpu cpu, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var seen = await cpu.Load(A);
            await cpu.Fence();
            await cpu.Store(B, seen);
        }
    }

    public static async Step TryFinally(Cpu cpu, ulong x, ulong y)
    {
        try
        {
            await cpu.Load(A);
            x++;
            await cpu.Load(B);
        }
        finally
        {
            cpu.Note("end", x);
        }

        await cpu.Store(B, y);
    }

    public static async Step TryCatch(Cpu cpu, ulong before, ulong after)
    {
        var step = 1UL;
        try
        {
            await cpu.Load(A);
            step = 2;
            await cpu.Load(B);
        }
        catch (InvalidOperationException)
        {
            await cpu.Store(A, step + before);
        }

        await cpu.Store(B, after);
    }

    public static async Step CatchWithAwait(Cpu cpu, ulong x, ulong y)
    {
        try
        {
            await cpu.Load(A);
        }
        catch (InvalidOperationException) when (x == 1)
        {
            await cpu.Store(A, y);
        }
    }

    public static async Step NestedFinally(Cpu cpu, ulong x, ulong y)
    {
        try
        {
            try
            {
                await cpu.Load(A);
            }
            finally
            {
                cpu.Note("inner", x);
                y = 1;
            }

            await cpu.Load(B);
        }
        finally
        {
            cpu.Note("outer", y);
        }
    }

    public static async Step Spilled(Cpu cpu, ulong x)
    {
        var sum = x + await cpu.Load(A) + await cpu.Load(B);
        await cpu.Store(A, sum);
    }

    public static async Step Conditional(Cpu cpu, bool which, ulong x)
    {
        var value = which ? await cpu.Load(A) : x;
        await cpu.Fence();
        await cpu.Store(B, value);
    }

    public static async Step Many(Cpu cpu, ulong x)
    {
        await cpu.Store(A, 0);
        await cpu.Store(A, 1);
        await cpu.Store(A, 2);
        await cpu.Store(A, 3);
        await cpu.Store(A, 4);
        var y = await cpu.Load(B);
        await cpu.Store(A, x);
        await cpu.Store(A, 7);
        await cpu.Store(A, 8);
        await cpu.Store(A, 9);
        await cpu.Store(A, 10);
        await cpu.Store(A, y);
    }

    public static async Step StructField(Cpu cpu)
    {
        (ulong Left, ulong Right) pair = (1, 2);
        pair.Left = await cpu.Load(A);
        await cpu.Fence();
        pair.Right++;
        await cpu.Store(B, pair.Right);
        pair = default;
        await cpu.Fence();
        await cpu.Store(B, pair.Left);
    }

    public static async Step Switch(Cpu cpu, ulong x, ulong y, ulong z)
    {
        var value = await cpu.Load(A) switch
        {
            0 => x + await cpu.Load(B),
            1 => await cpu.Load(B) + y,
            _ => z,
        };
        await cpu.Store(B, value);
    }

    public static async Step Generic<T>(Cpu cpu, T mine, T other)
    {
        await cpu.Load(A);
        await cpu.Store(A, EqualityComparer<T>.Default.Equals(mine, other) ? 1UL : 0);
        await cpu.Store(B, (ulong)(mine?.GetHashCode() ?? 0));
    }

    public static async Step Parameters(Cpu cpu, ulong unused, ulong early, ulong late)
    {
        _ = unused;
        await cpu.Store(A, early);
        await cpu.Store(A, late);
        late = 3;
        await cpu.Store(A, late);
    }

    public static async Step LoopWithTry(Cpu cpu, int rounds, ulong x)
    {
        while (rounds > 0)
        {
            try
            {
                rounds--;
                if (await cpu.Load(A) == 1)
                {
                    continue;
                }

                await cpu.Store(A, x);
                break;
            }
            finally
            {
                cpu.Note("left", (ulong)rounds);
            }
        }

        await cpu.Fence();
    }
}
