using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>Harmless: the VMID is freed twice, under the same lock.</summary>
internal sealed class DestroysFreeingTwice(Core core) : DestroyVm(core)
{
    protected override async Step FreeVmid(Cpu cpu, Regime regime)
    {
        await base.FreeVmid(cpu, regime);
        await base.FreeVmid(cpu, regime);
    }
}
