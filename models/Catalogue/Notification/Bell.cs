using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Notifications;

/// <summary>
/// Items in a ring, and a consumer that asks to be woken before it sleeps. The consumer stores that it sleeps and looks at the ring again;
/// the producer stores an item and looks whether the consumer sleeps. Unless both stores come before both looks, a wake-up is lost (L-36).
/// </summary>
/// <param name="ring">How many items there are; starts at zero.</param>
/// <param name="wanted">One if the consumer sleeps or is about to; starts at zero.</param>
/// <param name="order">The order of the producer's store and of its look.</param>
/// <param name="isFenced">Whether a full fence is between the two.</param>
/// <param name="looked">The lock under which the producer looks; null for none.</param>
internal sealed class Bell(Address ring, Address wanted, MemoryOrder order, bool isFenced, ILock? looked)
{
    public async Step Put(Cpu cpu, ulong item)
    {
        await cpu.Store(ring, item, order);
        if (isFenced)
        {
            await cpu.Fence();
        }

        var token = looked is null ? 0 : await looked.Acquire(cpu);
        if (await cpu.Load(wanted, order) != 0)
        {
            await cpu.Store(wanted, 0, MemoryOrder.Relaxed);
            await cpu.WakeOne(wanted);
        }

        if (looked is not null)
        {
            await looked.Release(cpu, token);
        }
    }

    public async Step Take(Cpu cpu, ulong items)
    {
        var taken = 0UL;
        while (taken < items)
        {
            var seen = await cpu.Load(ring, MemoryOrder.Acquire);
            if (seen != taken)
            {
                taken = seen;
                continue;
            }

            await cpu.Store(wanted, 1, MemoryOrder.Relaxed);
            await cpu.Fence();
            if (await cpu.Load(ring, MemoryOrder.Relaxed) == taken)
            {
                await cpu.Wait(wanted, 1);
            }
        }
    }
}
