using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>Harmless: what is read is read again under the same lock.</summary>
internal sealed class LoadsLookingTwice(Core core) : LoadVcpu(core)
{
    protected override async Step<Result<ulong>> Decode(Cpu cpu, VmIndex vm, int vcpu)
    {
        await base.Decode(cpu, vm, vcpu);
        return await base.Decode(cpu, vm, vcpu);
    }
}
