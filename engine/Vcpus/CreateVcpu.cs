using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Vcpus;

/// <summary>The host gives a VM a vCPU. Locks: the VM table's.</summary>
public class CreateVcpu(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Makes a vCPU that can be loaded. Refused: <see cref="HypercallError.InvalidArgument"/> for numbers out of range;
    /// <see cref="HypercallError.NotFound"/> if there is no such VM; <see cref="HypercallError.Exists"/> if it has the vCPU.
    /// </summary>
    public virtual async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, ulong vcpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var index = core.Decode(vm);
        if (!index.IsOk || vcpu >= (ulong)core.Map.Configuration.VcpusPerVm)
        {
            return Result.Refused<ulong>(HypercallError.InvalidArgument);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var word = await Decode(cpu, index.Value, (int)vcpu);
        if (word.IsOk)
        {
            await Clear(cpu, index.Value, (int)vcpu);
            await cpu.Store(word.Value, (ulong)VcpuStatus.Ready);
        }

        await core.Locks.Release(cpu, table);
        return word.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(word.Error);
    }

    /// <summary>Has the vCPU begin with zeros in its registers.</summary>
    protected virtual Step Clear(Cpu cpu, VmIndex vm, int vcpu) => new Registers(core.Map).Clear(cpu, vm, vcpu);

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    protected virtual async Step<Result<Address>> Decode(Cpu cpu, VmIndex vm, int vcpu)
    {
        var target = await core.Vms.Read(cpu, vm);
        if (!target.IsActive)
        {
            return Result.Refused<Address>(HypercallError.NotFound);
        }

        var word = core.Map.Vm(vm).Vcpu(vcpu);
        return await cpu.Load(word) == (ulong)VcpuStatus.None
            ? Result.Of(word)
            : Result.Refused<Address>(HypercallError.Exists);
    }
}
