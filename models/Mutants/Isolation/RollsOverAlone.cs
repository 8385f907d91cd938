using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Locks;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Engine.Vms;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>A new generation begins while other CPUs run guests under VMIDs of the old one (K-10).</summary>
internal sealed class RollsOverAlone(IsolationEngine engine) : HostCalls(engine)
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

            await Roll(cpu);
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

    private async Step Roll(Cpu cpu)
    {
        var (map, locks) = (Engine.Map, Engine.Core.Locks);
        var table = await locks.TakeVmTable(cpu, Held.Nothing);
        var host = await locks.TakeHost(cpu, table);
        var next = (await cpu.Load(map.VmidGeneration) + 1) % (ulong)map.Configuration.Generations;
        for (var vm = 0; vm < map.Configuration.Vms && next == 0; vm++)
        {
            var lockOfVm = await locks.TakeVm(cpu, host, new VmIndex(vm));
            await cpu.Store(map.Vm(new VmIndex(vm)).Vmid, 0);
            await locks.Release(cpu, lockOfVm);
        }

        await cpu.Store(map.VmidGeneration, next);
        await cpu.Store(map.VmidsTaken, 0);
        await cpu.Tlbi(TlbiKind.Alle1is);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Isb();
        await cpu.Store(map.RolloverRequest, 0);
        await locks.Release(cpu, host);
        await locks.Release(cpu, table);
    }
}
