using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.HandOvers;

/// <summary>
/// Two words of data and a flag that says that they are there. The flag has to be seen after the data: it is stored with release and loaded
/// with acquire, or fences stand in for these.
/// </summary>
/// <param name="flag">One while the data is there; starts at zero.</param>
/// <param name="data">The first of two words.</param>
/// <param name="send">The order of the store that raises the flag.</param>
/// <param name="before">The fence before it; none if relaxed.</param>
/// <param name="receive">The order of the access that sees the flag.</param>
/// <param name="after">The fence after it; none if relaxed.</param>
/// <param name="isTaken">Whether the receiver takes the flag by compare-exchange, as who competes with others does.</param>
internal sealed class Mailbox(
    Address flag, Address data, MemoryOrder send, MemoryOrder before, MemoryOrder receive, MemoryOrder after, bool isTaken)
{
    private const ulong Empty = 0;
    private const ulong Full = 1;
    private const ulong Taken = 2;

    private readonly Address second = new(data.Index + 1);

    public async Step Send(Cpu cpu, ulong value)
    {
        while (await cpu.Load(flag, MemoryOrder.Acquire) != Empty)
        {
            cpu.Pause();
        }

        await cpu.Store(data, value, MemoryOrder.Relaxed);
        await cpu.Store(second, value, MemoryOrder.Relaxed);
        if (before != MemoryOrder.Relaxed)
        {
            await cpu.Fence(before);
        }

        await cpu.Store(flag, Full, send);
    }

    public async Step Receive(Cpu cpu, ulong expected)
    {
        while ((isTaken ? await cpu.CompareExchange(flag, Full, Taken, receive) : await cpu.Load(flag, receive)) != Full)
        {
            cpu.Pause();
        }

        if (after != MemoryOrder.Relaxed)
        {
            await cpu.Fence(after);
        }

        var (one, other) = (await cpu.Load(data, MemoryOrder.Relaxed), await cpu.Load(second, MemoryOrder.Relaxed));
        cpu.Assert(one == expected && other == expected, "who sees the flag sees the data");
        await cpu.Store(flag, Empty, MemoryOrder.Release);
    }
}
