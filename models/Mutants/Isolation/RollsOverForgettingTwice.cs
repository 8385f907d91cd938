using Interlock.Engine;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Harmless: all TLBs forget everything once more, before the CPUs meet.</summary>
internal sealed class RollsOverForgettingTwice(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Run(Cpu cpu)
    {
        var core = Engine.Core;
        var loaded = new LoadedVcpu(await cpu.Load(core.Map.Loaded(cpu.Index)));
        if (!loaded.IsSome)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        while (true)
        {
            var assignment = await Assign(cpu, loaded);
            if (assignment.Vttbr is { } vttbr)
            {
                await cpu.WriteVttbr(vttbr.Value);
                await cpu.Isb();
                return Result.Of(0UL);
            }

            await cpu.Tlbi(TlbiKind.Alle1is);
            await cpu.Dsb(DsbKind.Ish);
            await (assignment.Leads ? core.Rollover.Lead(cpu) : core.Rollover.Follow(cpu));
        }
    }

    private async Step<Assignment> Assign(Cpu cpu, LoadedVcpu loaded)
    {
        var core = Engine.Core;
        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var vm = await core.Vms.Read(cpu, loaded.Vm(core.Map.Configuration.VcpusPerVm));
        var assignment = await core.Vmids.Assign(cpu, table, vm);
        await core.Locks.Release(cpu, table);
        return assignment;
    }
}
