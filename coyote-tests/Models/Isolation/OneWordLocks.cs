using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>Locks of one word each: zero if it is free, one if it is held. The words wrap at two where CPUs are two.</summary>
internal sealed class OneWordLocks(MemoryMap map) : ILocks
{
    public ILock VmTable => new OneWordLock(map.VmTableMutex);

    public ILock Host => new OneWordLock(map.HostLock);

    public ILock Vm(VmIndex vm) => new OneWordLock(map.Vm(vm).Lock);

    private sealed class OneWordLock(Address word) : ILock
    {
        public async Step<ulong> Acquire(Cpu cpu)
        {
            while (await cpu.CompareExchange(word, 0, 1) != 0)
            {
                cpu.Pause();
            }

            return 0;
        }

        public async Step Release(Cpu cpu, ulong token) => await cpu.Store(word, 0);
    }
}
