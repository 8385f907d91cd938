using Interlock.Engine.Addresses;
using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Locks;

/// <summary>Takes locks in the order of <see cref="LockRank"/>, and asserts it. Whoever takes a lock shows what it holds already.</summary>
public sealed class LockOrder(ILocks locks)
{
    /// <summary>Takes the VM table's mutex.</summary>
    public Step<Held> TakeVmTable(Cpu cpu, Held outer) => Take(cpu, outer, LockRank.VmTable, default);

    /// <summary>Takes the host's lock.</summary>
    public Step<Held> TakeHost(Cpu cpu, Held outer) => Take(cpu, outer, LockRank.Host, default);

    /// <summary>Takes a VM's lock.</summary>
    public Step<Held> TakeVm(Cpu cpu, Held outer, VmIndex vm) => Take(cpu, outer, LockRank.Vm, vm);

    /// <summary>Releases a lock.</summary>
    public Step Release(Cpu cpu, Held held) => Of(held.Rank, held.Vm).Release(cpu, held.Token);

    private async Step<Held> Take(Cpu cpu, Held outer, LockRank rank, VmIndex vm)
    {
        cpu.Assert(outer.Rank < rank, "locks are taken in order: the VM table's, the host's, a VM's");
        return new Held(rank, vm, await Of(rank, vm).Acquire(cpu));
    }

    private ILock Of(LockRank rank, VmIndex vm) => rank switch
    {
        LockRank.VmTable => locks.VmTable,
        LockRank.Host => locks.Host,
        LockRank.Vm => locks.Vm(vm),
        LockRank.None => throw new InvalidOperationException("No lock is held."),
    };
}
