using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Locks;

/// <summary>Mutant: the lock goes to whoever sets the flag first (L-13: a lock that is not fair).</summary>
internal sealed class FlagLock(Address flag) : ILock
{
    public async Step<ulong> Acquire(Cpu cpu)
    {
        while (await cpu.Exchange(flag, 1) != 0)
        {
            cpu.Pause();
        }

        return 0;
    }

    public async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(flag, 0);
    }
}
