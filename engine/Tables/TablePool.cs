using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Tables;

/// <summary>
/// A VM's spare table pages, linked through their first words; all other words of a spare page are zero. A link is an even number:
/// to a walker that still reaches the page through what it has cached, an invalid entry. The VM's lock must be held.
/// </summary>
public sealed class TablePool(MemoryMap map)
{
    private const int LinkShift = 1;

    /// <summary>Adds a page of zeros that belongs to the engine.</summary>
    public async Step Push(Cpu cpu, VmWords vm, PageIndex page)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(map.Word(page, default), await cpu.Load(vm.FirstSpare) << LinkShift);
        await cpu.Store(vm.FirstSpare, page.Value + 1);
        await cpu.Store(vm.Spares, await cpu.Load(vm.Spares) + 1);
    }

    /// <summary>Takes a page out, and leaves it all zeros. There must be one.</summary>
    public async Step<PageIndex> Pop(Cpu cpu, VmWords vm)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var page = new PageIndex(await cpu.Load(vm.FirstSpare) - 1);
        await cpu.Store(vm.FirstSpare, await cpu.Load(map.Word(page, default)) >> LinkShift);
        await cpu.Store(vm.Spares, await cpu.Load(vm.Spares) - 1);
        await cpu.Store(map.Word(page, default), 0);
        return page;
    }
}
