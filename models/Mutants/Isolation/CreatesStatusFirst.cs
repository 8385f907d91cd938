using Interlock.Engine;
using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation;

/// <summary>Harmless: both words are written under the locks.</summary>
internal sealed class CreatesStatusFirst(IsolationEngine engine) : HostCalls(engine)
{
    protected override async Step<Result<ulong>> Create(Cpu cpu, HostPa root)
    {
        var core = Engine.Core;
        var page = core.Decode(root);
        if (!page.IsOk)
        {
            return Result.Refused<ulong>(page.Error);
        }

        var table = await core.Locks.TakeVmTable(cpu, Held.Nothing);
        var answer = Result.Refused<ulong>(HypercallError.NoMemory);
        for (var index = 0; index < core.Map.Configuration.Vms; index++)
        {
            var vm = await core.Vms.Read(cpu, new VmIndex(index));
            if (vm.Status == VmStatus.Free)
            {
                answer = await Create(cpu, table, vm.Index, page.Value);
                break;
            }
        }

        await core.Locks.Release(cpu, table);
        return answer;
    }

    private async Step<Result<ulong>> Create(Cpu cpu, Held table, VmIndex vm, PageIndex root)
    {
        var core = Engine.Core;
        var locks = await MemoryLocks.Take(core, cpu, table, vm);
        var page = await core.Host(core.Map.Host).Read(cpu, root);
        if (page.IsOwned)
        {
            await Commit(cpu, vm, root, page);
        }

        await MemoryLocks.Release(core, cpu, locks);
        return page.IsOwned ? Result.Of((ulong)vm.Value) : Result.Refused<ulong>(HypercallError.NotPermitted);
    }

    private async Step Commit(Cpu cpu, VmIndex vm, PageIndex root, HostPage page)
    {
        var core = Engine.Core;
        await core.Host(core.Map.Host).GiveTo(cpu, root, page, OwnerId.Engine);
        await core.Scrub.Run(cpu, root);
        await cpu.Store(core.Map.Vm(vm).Status, (ulong)VmStatus.Active);
        await cpu.Store(core.Map.Vm(vm).Root, root.Value);
    }
}
