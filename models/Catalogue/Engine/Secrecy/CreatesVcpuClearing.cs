using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>Makes a vCPU whose registers are as the last vCPU there left them (H-14), or clears them twice.</summary>
/// <param name="core">What the call is made of.</param>
/// <param name="clears">How often.</param>
internal sealed class CreatesVcpuClearing(Core core, int clears) : CreateVcpu(core)
{
    protected override async Step Clear(Cpu cpu, VmIndex vm, int vcpu)
    {
        for (var clear = 0; clear < clears; clear++)
        {
            await base.Clear(cpu, vm, vcpu);
        }
    }
}
