using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Publication;

/// <summary>A vCPU comes to be while others read the VM table (P-14).</summary>
internal sealed class CreatesVcpuWithoutLock(Core core) : CreateVcpu(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, ulong vcpu)
    {
        var word = await Decode(cpu, Core.Decode(vm).Value, (int)vcpu);
        if (word.IsOk)
        {
            await cpu.Store(word.Value, (ulong)VcpuStatus.Ready);
        }

        return word.IsOk ? Result.Of(0UL) : Result.Refused<ulong>(word.Error);
    }
}
