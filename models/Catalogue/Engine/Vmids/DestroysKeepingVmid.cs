using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Vmids;

/// <summary>The VMID is never free again .</summary>
internal sealed class DestroysKeepingVmid(Core core) : DestroyVm(core)
{
    protected override async Step FreeVmid(Cpu cpu, Regime regime) => await cpu.Isb();
}
