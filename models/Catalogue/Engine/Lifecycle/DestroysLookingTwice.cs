using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>Harmless: what is read is read again under the same lock.</summary>
internal sealed class DestroysLookingTwice(Core core) : DestroyVm(core)
{
    protected override async Step<Result<Vm>> Decode(Cpu cpu, VmIndex index)
    {
        await base.Decode(cpu, index);
        return await base.Decode(cpu, index);
    }
}
