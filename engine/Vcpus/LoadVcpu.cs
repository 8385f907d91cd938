using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Vcpus;

/// <summary>The host loads a vCPU on this CPU, so that it can run. Locks: the VM table's.</summary>
public class LoadVcpu(Core core)
{
    /// <summary>The parts of the engine that the call uses.</summary>
    protected Core Core => core;

    /// <summary>
    /// Loads a vCPU, which holds a reference to its VM until it is put. Refused: <see cref="HypercallError.InvalidArgument"/> for
    /// numbers out of range; <see cref="HypercallError.NotFound"/> if there is no such VM or vCPU; <see cref="HypercallError.Busy"/> if
    /// this CPU has a vCPU loaded already, or another CPU has this one.
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
        var plan = await Decode(cpu, index.Value, (int)vcpu);
        if (plan.IsOk)
        {
            await Commit(cpu, index.Value, (int)vcpu, plan.Value);
        }

        await core.Locks.Release(cpu, table);
        return plan.IsOk ? Result.Of(0UL) : plan;
    }

    /// <summary>Whether the call may be made, and what it is to do. It changes nothing.</summary>
    /// <remarks>The plan is the number of references that there are.</remarks>
    protected virtual async Step<Result<ulong>> Decode(Cpu cpu, VmIndex vm, int vcpu)
    {
        var loaded = new LoadedVcpu(await cpu.Load(core.Map.Loaded(cpu.Index)));
        if (loaded.IsSome)
        {
            return Result.Refused<ulong>(HypercallError.Busy);
        }

        var target = await core.Vms.Read(cpu, vm);
        if (!target.IsActive)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        return await cpu.Load(core.Map.Vm(vm).Vcpu(vcpu)) switch
        {
            (ulong)VcpuStatus.None => Result.Refused<ulong>(HypercallError.NotFound),
            (ulong)VcpuStatus.Ready => Result.Of(await cpu.Load(core.Map.Vm(vm).References)),
            _ => Result.Refused<ulong>(HypercallError.Busy),
        };
    }

    /// <summary>Does it; it may not be refused any more.</summary>
    protected async Step Commit(Cpu cpu, VmIndex vm, int vcpu, ulong references)
    {
        await cpu.Store(core.Map.Vm(vm).References, references + 1);
        await cpu.Store(core.Map.Vm(vm).Vcpu(vcpu), (ulong)VcpuStatus.Loaded + (ulong)cpu.Index);
        await cpu.Store(core.Map.Loaded(cpu.Index), LoadedVcpu.Of(vm, vcpu, core.Map.Configuration.VcpusPerVm).Word);
    }
}
