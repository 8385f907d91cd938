using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Publication;

/// <summary>Others find the VM before it has a root table (P-22).</summary>
internal sealed class CreatesPublishingFirst(Core core) : CreateVm(core)
{
    protected override async Step<Result<ulong>> Create(Cpu cpu, Held table, VmIndex vm, PageIndex root)
    {
        await cpu.Store(Core.Map.Vm(vm).Status, (ulong)VmStatus.Active);
        var answer = await base.Create(cpu, table, vm, root);
        if (!answer.IsOk)
        {
            await cpu.Store(Core.Map.Vm(vm).Status, (ulong)VmStatus.Free);
        }

        return answer;
    }
}
