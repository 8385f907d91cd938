using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>A call that is refused because there is no such VM keeps the lock (H-12).</summary>
internal sealed class CreatesVcpuKeepingLock(Core core) : CreateVcpu(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, ulong vcpu)
    {
        var table = await Core.Locks.TakeVmTable(cpu, Held.Nothing);
        var word = await Decode(cpu, Core.Decode(vm).Value, (int)vcpu);
        if (!word.IsOk)
        {
            return Result.Refused<ulong>(word.Error);
        }

        await cpu.Store(word.Value, (ulong)VcpuStatus.Ready);
        await Core.Locks.Release(cpu, table);
        return Result.Of(0UL);
    }
}
