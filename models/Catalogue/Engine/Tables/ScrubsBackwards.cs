using Interlock.Engine.Addresses;
using Interlock.Engine.Ownership;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>Harmless: from the last word to the first.</summary>
internal sealed class ScrubsBackwards(MemoryMap map) : Scrub(map)
{
    public override async Step Run(Cpu cpu, PageIndex page)
    {
        for (var word = Map.Configuration.Entries - 1; word >= 0; word--)
        {
            await cpu.Store(Map.Word(page, new TableIndex(word)), 0);
        }
    }
}
