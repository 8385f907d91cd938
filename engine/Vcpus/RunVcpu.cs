using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Vcpus;

/// <summary>
/// Enters and leaves the guest of the vCPU that this CPU has loaded. Locks: the VM table's, and the VM's inside it; none while a
/// rollover is waited for.
/// </summary>
public class RunVcpu(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Enters the guest: from here on the CPU translates by the VM's tables, under a VMID of its own. Refused:
    /// <see cref="HypercallError.NotFound"/> if no vCPU is loaded.
    /// </summary>
    public virtual async Step<Result<ulong>> Enter(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var loaded = new LoadedVcpu(await cpu.Load(core.Map.Loaded(cpu.Index)));
        if (!loaded.IsSome)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        while (true)
        {
            var assignment = await Assign(cpu, loaded);
            if (assignment.Vttbr is { } vttbr)
            {
                // No rollover comes in between: it would wait for this CPU at the barrier.
                await cpu.WriteVttbr(vttbr.Value);
                await cpu.Isb();
                await new Registers(core.Map).Restore(cpu, loaded);
                return Result.Of(0UL);
            }

            await (assignment.Leads ? core.Rollover.Lead(cpu) : core.Rollover.Follow(cpu));
        }
    }

    /// <summary>Leaves the guest: the CPU is the host's again. The host finds zeros in the registers.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="toDevice">Whether the guest was writing to a device: the host gets the first register, the written value.</param>
    public virtual async Step Leave(Cpu cpu, bool toDevice = false)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await new Registers(core.Map).Save(cpu, kept: toDevice ? 1 : 0);
        await Flush(cpu);
        await cpu.WriteVttbr(core.Map.Host.Value);
        await cpu.Isb();
    }

    // All of it, not the guest's alone: that an entry of the host's is still there shows that the guest has not displaced it. The context
    // is synchronized when the host's regime is (D8.17.5).
    /// <summary>Drops what the TLB and the caches of this CPU show of the guest, if the engine is to.</summary>
    protected virtual async Step Flush(Cpu cpu)
    {
        if (core.Map.Configuration.FlushesOnLeave)
        {
            await cpu.Tlbi(TlbiKind.Alle1);
            await cpu.Dsb(DsbKind.Nsh);
            await cpu.FlushCaches();
        }
    }

    /// <summary>Asks for a VMID for the VM of a vCPU.</summary>
    protected async Step<Assignment> Assign(Cpu cpu, LoadedVcpu loaded)
    {
        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var vm = await core.Vms.Read(cpu, loaded.Vm(core.Map.Configuration.VcpusPerVm));
        var assignment = await core.Vmids.Assign(cpu, table, vm);
        await core.Locks.Release(cpu, table);
        return assignment;
    }
}
