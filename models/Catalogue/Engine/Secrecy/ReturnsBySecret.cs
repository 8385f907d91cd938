using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>Gives back one of two spare tables: which one, what is in the VM's first page decides, or has no say in.</summary>
/// <param name="core">What the call is made of.</param>
/// <param name="obeys">Whether it decides.</param>
internal sealed class ReturnsBySecret(Core core, bool obeys) : TablePages(core)
{
    protected override async Step<PageIndex> Take(Cpu cpu, VmIndex vm)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var words = Core.Map.Vm(vm);
        var spares = await cpu.Load(words.Spares);
        var secret = await Look(cpu, vm);
        var page = await Core.Pool.Pop(cpu, words);
        if (!obeys || spares < 2 || secret == 0)
        {
            return page;
        }

        var second = await Core.Pool.Pop(cpu, words);
        await Core.Pool.Push(cpu, words, page);
        return second;
    }

    // The last word of the page at the VM's first address; zero if there is none.
    private async Step<ulong> Look(Cpu cpu, VmIndex vm)
    {
        var target = await Core.Vms.Read(cpu, vm);
        var slot = await Core.Guests.Find(cpu, target.Root, default);
        return slot.Entry.IsLeaf
            ? await cpu.Load(Core.Map.Word(slot.Entry.Output.Page, new TableIndex(Core.Map.Configuration.Entries - 1)))
            : 0;
    }
}
