using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>A page of a dead VM goes back to the host when some of its words are cleared (P-17).</summary>
/// <param name="core">What the call is made of.</param>
/// <param name="words">How many words, from the last one.</param>
internal sealed class ReclaimsClearingPart(Core core, int words) : ReclaimPage(core)
{
    protected override async Step Commit(Cpu cpu, VmIndex vm, PageIndex page)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var entries = Core.Map.Configuration.Entries;
        for (var word = entries - words; word < entries; word++)
        {
            await cpu.Store(Core.Map.Word(page, new TableIndex(word)), 0);
        }

        await Core.Host(Core.Map.Host).TakeBack(cpu, page);
        var left = await cpu.Load(Core.Map.Vm(vm).OwnedPages) - 1;
        await cpu.Store(Core.Map.Vm(vm).OwnedPages, left);
        if (left == 0)
        {
            await cpu.Store(Core.Map.Vm(vm).Status, (ulong)VmStatus.Free);
        }
    }
}
