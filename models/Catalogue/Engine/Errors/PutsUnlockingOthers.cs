using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>A call that is refused releases the lock that it has not taken .</summary>
internal sealed class PutsUnlockingOthers(Core core) : PutVcpu(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu)
    {
        var answer = await base.Call(cpu);
        if (!answer.IsOk)
        {
            await Core.Locks.Release(cpu, new Held(LockRank.VmTable, default, 0));
        }

        return answer;
    }
}
