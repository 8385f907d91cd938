using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Vcpus;

/// <summary>The host puts back the vCPU that this CPU has loaded. Locks: the VM table's.</summary>
public class PutVcpu(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>Drops the reference that loading took. Refused: <see cref="HypercallError.NotFound"/> if none is loaded.</summary>
    public virtual async Step<Result<ulong>> Call(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var loaded = new LoadedVcpu(await cpu.Load(core.Map.Loaded(cpu.Index)));
        if (!loaded.IsSome)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        await Commit(cpu, loaded);
        await core.Locks.Release(cpu, table);
        return Result.Of(0UL);
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    protected virtual async Step Commit(Cpu cpu, LoadedVcpu loaded)
    {
        var perVm = core.Map.Configuration.VcpusPerVm;
        var vm = core.Map.Vm(loaded.Vm(perVm));
        await cpu.Store(core.Map.Loaded(cpu.Index), 0);
        await cpu.Store(vm.Vcpu(loaded.Vcpu(perVm)), (ulong)VcpuStatus.Ready);
        await cpu.Store(vm.References, await cpu.Load(vm.References) - 1);
    }
}
