using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>VTTBR_EL2 is loaded before the VM has a VMID; if the VM has been given one meanwhile, it is not loaded again (K-07).</summary>
internal sealed class EntersWithEarlyVttbr(Core core) : RunVcpu(core)
{
    public override async Step<Result<ulong>> Enter(Cpu cpu)
    {
        var loaded = new LoadedVcpu(await cpu.Load(Core.Map.Loaded(cpu.Index)));
        if (!loaded.IsSome)
        {
            return Result.Refused<ulong>(HypercallError.NotFound);
        }

        var vm = await Core.Vms.Read(cpu, loaded.Vm(Core.Map.Configuration.VcpusPerVm));
        var early = await Core.Vms.RegimeOf(cpu, vm);
        await cpu.WriteVttbr(early.Vttbr.Value);
        var table = await Core.Locks.TakeVmTable(cpu, Held.Nothing);
        if (!(await Core.Vms.RegimeOf(cpu, vm)).IsTagged && (await Core.Vmids.Assign(cpu, table, vm)).Vttbr is { } vttbr)
        {
            await cpu.WriteVttbr(vttbr.Value);
        }

        await Core.Locks.Release(cpu, table);
        await cpu.Isb();
        return Result.Of(0UL);
    }
}
