using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.ReadWriteLocks;

/// <summary>
/// A lock that many readers or one writer hold. The writer waits until the lock is free and takes it by compare-exchange. In between
/// readers can come and go, so it is the compare-exchange that has to acquire what they did: a wait that acquires is not enough (L-12).
/// </summary>
/// <param name="word">One if a writer holds the lock, and two for each reader that holds it or waits.</param>
/// <param name="wait">The order of the load that sees that it is free.</param>
/// <param name="take">The order of the compare-exchange.</param>
/// <param name="after">The fence after it; none if relaxed.</param>
internal sealed class ReadWriteLock(Address word, MemoryOrder wait, MemoryOrder take, MemoryOrder after)
{
    private const ulong Free = 0;
    private const ulong Written = 1;
    private const ulong Reader = 2;

    public async Step AcquireToRead(Cpu cpu)
    {
        var seen = await cpu.FetchAdd(word, Reader, MemoryOrder.Acquire);
        while ((seen & Written) != 0)
        {
            cpu.Pause();
            seen = await cpu.Load(word, MemoryOrder.Acquire);
        }
    }

    public async Step ReleaseToRead(Cpu cpu) => await cpu.FetchAdd(word, ulong.MaxValue - Reader + 1, MemoryOrder.Release);

    public async Step AcquireToWrite(Cpu cpu)
    {
        while (await cpu.Load(word, wait) != Free || await cpu.CompareExchange(word, Free, Written, take) != Free)
        {
            cpu.Pause();
        }

        if (after != MemoryOrder.Relaxed)
        {
            await cpu.Fence(after);
        }
    }

    public async Step ReleaseToWrite(Cpu cpu) => await cpu.FetchAdd(word, ulong.MaxValue - Written + 1, MemoryOrder.Release);
}
