using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Publication;

/// <summary>Harmless: what is read is read again under the same lock.</summary>
internal sealed class CreatesVcpuLookingTwice(Core core) : CreateVcpu(core)
{
    protected override async Step<Result<Address>> Decode(Cpu cpu, VmIndex vm, int vcpu)
    {
        await base.Decode(cpu, vm, vcpu);
        return await base.Decode(cpu, vm, vcpu);
    }
}
