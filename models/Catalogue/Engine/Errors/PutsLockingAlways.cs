using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>Harmless: a call that is refused takes the lock and releases it.</summary>
internal sealed class PutsLockingAlways(Core core) : PutVcpu(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu)
    {
        var answer = await base.Call(cpu);
        if (!answer.IsOk)
        {
            await Core.Locks.Release(cpu, await Core.Locks.TakeVmTable(cpu, Held.Nothing));
        }

        return answer;
    }
}
