using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Ownership;

/// <summary>Overwrites pages with zeros, so that their next owner learns nothing of the last one.</summary>
public class Scrub(MemoryMap map)
{
    /// <summary>Where everything is.</summary>
    protected MemoryMap Map => map;

    /// <summary>Clears every word of a page that only the engine can reach.</summary>
    public virtual async Step Run(Cpu cpu, PageIndex page)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        for (var word = 0; word < map.Configuration.Entries; word++)
        {
            await cpu.Store(map.Word(page, new TableIndex(word)), 0);
        }
    }
}
