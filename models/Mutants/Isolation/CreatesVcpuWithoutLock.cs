using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>A vCPU comes to be while others read the VM table (P-14).</summary>
internal sealed class CreatesVcpuWithoutLock(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Create(Cpu cpu, HostVm vm, ulong vcpu)
    {
        var core = Engine.Core;
        var index = core.Decode(vm);
        if (!index.IsOk || vcpu >= (ulong)core.Map.Configuration.VcpusPerVm)
        {
            return Result.Refused<ulong>(HypercallError.InvalidArgument);
        }

        return await Create(cpu, index.Value, (int)vcpu);
    }

    private async Step<Result<ulong>> Create(Cpu cpu, VmIndex vm, int vcpu)
    {
        var word = Engine.Map.Vm(vm).Vcpu(vcpu);
        var target = await Engine.Core.Vms.Read(cpu, vm);
        if (!target.IsActive)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        if (await cpu.Load(word) != (ulong)VcpuStatus.None)
        {
            return Result.Refused<ulong>(HypercallError.Exists);
        }

        await cpu.Store(word, (ulong)VcpuStatus.Ready);
        return Result.Of(0UL);
    }
}
