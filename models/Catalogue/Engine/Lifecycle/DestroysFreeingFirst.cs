using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Lifecycle;

/// <summary>A table is spare before it is walked: its first entry is a link by then (P-26).</summary>
internal sealed class DestroysFreeingFirst(Core core) : DestroyVm(core)
{
    protected override async Step Commit(Cpu cpu, Vm vm)
    {
        var below = (await Core.Guests.Read(cpu, vm.Root, Core.Map.Configuration.Guest.First, new Ipa(0))).Entry;
        if (below.Kind == DescriptorKind.Table)
        {
            await Core.Pool.Push(cpu, Core.Map.Vm(vm.Index), below.Output.Page);
        }

        await base.Commit(cpu, vm);
    }
}
