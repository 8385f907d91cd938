using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.DoubleCheckedLocks;

/// <summary>
/// A value that the first vCPU to come initialises: a flag is checked without the lock, and again under it. A vCPU that finds the flag
/// raised takes no lock, so only the flag's own orders make the value visible (L-34); fences can stand in for them.
/// </summary>
/// <param name="contended">The lock.</param>
/// <param name="ready">Whether the value is there; starts at zero.</param>
/// <param name="value">The value.</param>
/// <param name="check">The order of the check without the lock.</param>
/// <param name="after">The fence after it; none if relaxed.</param>
/// <param name="before">The fence before the flag is raised; none if relaxed.</param>
/// <param name="publish">The order of the store that raises it.</param>
internal sealed class InitializedOnce(
    ILock contended, Address ready, Address value, MemoryOrder check, MemoryOrder after, MemoryOrder before, MemoryOrder publish)
{
    public const ulong Initialized = 7;

    public async Step<ulong> Get(Cpu cpu)
    {
        if (await cpu.Load(ready, check) == 0)
        {
            var token = await contended.Acquire(cpu);
            if (await cpu.Load(ready, MemoryOrder.Relaxed) == 0)
            {
                await Initialize(cpu);
            }

            await contended.Release(cpu, token);
        }
        else
        {
            cpu.Note("found-initialised");
            if (after != MemoryOrder.Relaxed)
            {
                await cpu.Fence(after);
            }
        }

        return await cpu.Load(value, MemoryOrder.Relaxed);
    }

    private async Step Initialize(Cpu cpu)
    {
        await cpu.Store(value, Initialized, MemoryOrder.Relaxed);
        if (before != MemoryOrder.Relaxed)
        {
            await cpu.Fence(before);
        }

        await cpu.Store(ready, 1, publish);
        cpu.Note("initialised");
    }
}
