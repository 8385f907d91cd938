using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Secrecy;

/// <summary>Makes a vCPU whose registers are as the last vCPU there left them, or clears them late.</summary>
/// <param name="engine">The engine.</param>
/// <param name="clears">Whether they are cleared at all, once the vCPU is there.</param>
internal sealed class CreatesVcpuClearing(IsolationEngine engine, bool clears) : HostCalls(engine)
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
        var target = await Engine.Core.Vms.Read(cpu, vm);
        if (!target.IsActive)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        var word = Engine.Map.Vm(vm).Vcpu(vcpu);
        if (await cpu.Load(word) != (ulong)VcpuStatus.None)
        {
            return Result.Refused<ulong>(HypercallError.Exists);
        }

        // Under the VM table's mutex nobody loads it in between; its registers are zero or another VM's, which is gone.
        if (clears)
        {
            await new Registers(Engine.Map).Clear(cpu, vm, vcpu);
            await new Registers(Engine.Map).Clear(cpu, vm, vcpu);
        }

        await cpu.Store(word, (ulong)VcpuStatus.Ready);
        return Result.Of(0UL);
    }
}
