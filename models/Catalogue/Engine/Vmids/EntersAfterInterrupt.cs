using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>A rollover may come between the look at the VM's VMID and the load of VTTBR_EL2 (K-08).</summary>
internal sealed class EntersAfterInterrupt(Core core) : RunVcpu(core)
{
    public override async Step<Result<ulong>> Enter(Cpu cpu)
    {
        var loaded = new LoadedVcpu(await cpu.Load(Core.Map.Loaded(cpu.Index)));
        if (!loaded.IsSome)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        while (true)
        {
            var assignment = await Assign(cpu, loaded);
            if (assignment.Vttbr is { } vttbr)
            {
                await Core.Rollover.Interrupt(cpu);
                await cpu.WriteVttbr(vttbr.Value);
                await cpu.Isb();
                return Result.Of(0UL);
            }

            await (assignment.Leads ? Core.Rollover.Lead(cpu) : Core.Rollover.Follow(cpu));
        }
    }
}
