using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Harmless: whether this CPU has a vCPU loaded is asked last.</summary>
internal sealed class LoadsLookingLast(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Load(Cpu cpu, HostVm vm, ulong vcpu)
    {
        var core = Engine.Core;
        var index = core.Decode(vm);
        if (!index.IsOk || vcpu >= (ulong)core.Map.Configuration.VcpusPerVm)
        {
            return Result.Refused<ulong>(HypercallError.InvalidArgument);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var answer = await Load(cpu, index.Value, (int)vcpu);
        await core.Locks.Release(cpu, table);
        return answer;
    }

    private async Step<Result<ulong>> Load(Cpu cpu, VmIndex vm, int vcpu)
    {
        var (map, words) = (Engine.Map, Engine.Map.Vm(vm));
        var target = await Engine.Core.Vms.Read(cpu, vm);
        var status = await cpu.Load(words.Vcpu(vcpu));
        if (!target.IsActive || status == (ulong)VcpuStatus.None)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        if (status != (ulong)VcpuStatus.Ready || await cpu.Load(map.Loaded(cpu.Index)) != 0)
        {
            return Result.Refused<ulong>(HypercallError.Busy);
        }

        await cpu.Store(words.References, await cpu.Load(words.References) + 1);
        await cpu.Store(words.Vcpu(vcpu), (ulong)VcpuStatus.Loaded + (ulong)cpu.Index);
        await cpu.Store(map.Loaded(cpu.Index), LoadedVcpu.Of(vm, vcpu, map.Configuration.VcpusPerVm).Word);
        return Result.Of(0UL);
    }
}
