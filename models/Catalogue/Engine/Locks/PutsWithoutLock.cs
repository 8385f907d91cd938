using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Locks;

/// <summary>The VM table is written without its lock .</summary>
internal sealed class PutsWithoutLock(Core core) : PutVcpu(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu)
    {
        var loaded = new LoadedVcpu(await cpu.Load(Core.Map.Loaded(cpu.Index)));
        if (!loaded.IsSome)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        await Commit(cpu, loaded);
        return Result.Of(0UL);
    }
}
