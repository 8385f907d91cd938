using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>The VM goes while a CPU has one of its vCPUs loaded (K-13).</summary>
internal sealed class DestroysInUse(Core core) : DestroyVm(core)
{
    protected override async Step<Result<Vm>> Decode(Cpu cpu, VmIndex index)
    {
        var vm = await Core.Vms.Read(cpu, index);
        return vm.IsActive ? Result.Of(vm) : Result.Refused<Vm>(HypercallError.NotFound);
    }
}
