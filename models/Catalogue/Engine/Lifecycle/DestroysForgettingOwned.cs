using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>The position is free although pages are still the VM's (P-33).</summary>
internal sealed class DestroysForgettingOwned(Core core) : DestroyVm(core)
{
    protected override async Step Vacate(Cpu cpu, VmWords words)
    {
        await base.Vacate(cpu, words);
        await cpu.Store(words.Status, (ulong)VmStatus.Free);
    }
}
