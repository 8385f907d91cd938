using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Harmless: under the lock it makes no difference what is read first.</summary>
internal sealed class CreatesVcpuLookingEarly(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Create(Cpu cpu, HostVm vm, ulong vcpu)
    {
        var core = Engine.Core;
        var index = core.Decode(vm);
        if (!index.IsOk || vcpu >= (ulong)core.Map.Configuration.VcpusPerVm)
        {
            return Result.Refused<ulong>(HypercallError.InvalidArgument);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var answer = await Create(cpu, index.Value, (int)vcpu);
        await core.Locks.Release(cpu, table);
        return answer;
    }

    private async Step<Result<ulong>> Create(Cpu cpu, VmIndex vm, int vcpu)
    {
        var word = Engine.Map.Vm(vm).Vcpu(vcpu);
        var exists = await cpu.Load(word) != (ulong)VcpuStatus.None;
        var target = await Engine.Core.Vms.Read(cpu, vm);
        if (!target.IsActive)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        if (exists)
        {
            return Result.Refused<ulong>(HypercallError.Exists);
        }

        await cpu.Store(word, (ulong)VcpuStatus.Ready);
        return Result.Of(0UL);
    }
}
