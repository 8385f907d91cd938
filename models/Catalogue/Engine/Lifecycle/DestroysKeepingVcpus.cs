using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>The vCPUs of a VM that is gone are there for the next one (B-08).</summary>
internal sealed class DestroysKeepingVcpus(Core core) : DestroyVm(core)
{
    protected override async Step Vacate(Cpu cpu, VmWords words)
    {
        var first = await cpu.Load(words.Vcpu(0));
        await base.Vacate(cpu, words);
        await cpu.Store(words.Vcpu(0), first);
    }
}
