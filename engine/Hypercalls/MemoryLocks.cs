using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Hypercalls;

/// <summary>The two locks of every call that moves memory between the host and a VM: the host's, and inside it the VM's.</summary>
/// <param name="Host">The host's.</param>
/// <param name="Vm">The VM's.</param>
public readonly record struct MemoryLocks(Held Host, Held Vm)
{
    /// <summary>Takes both.</summary>
    /// <param name="core">Whose locks.</param>
    /// <param name="cpu">The CPU.</param>
    /// <param name="outer">What it holds already.</param>
    /// <param name="vm">Which VM.</param>
    public static async Step<MemoryLocks> Take(Core core, Cpu cpu, Held outer, VmIndex vm)
    {
        ArgumentNullException.ThrowIfNull(core);
        var host = await core.Locks.TakeHost(cpu, outer);
        return new MemoryLocks(host, await core.Locks.TakeVm(cpu, host, vm));
    }

    /// <summary>Releases both.</summary>
    public static async Step Release(Core core, Cpu cpu, MemoryLocks held)
    {
        ArgumentNullException.ThrowIfNull(core);
        await core.Locks.Release(cpu, held.Vm);
        await core.Locks.Release(cpu, held.Host);
    }
}
