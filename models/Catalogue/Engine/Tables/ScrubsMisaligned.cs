using Interlock.Engine.Addresses;
using Interlock.Engine.Ownership;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tables;

/// <summary>As many words as a page has are cleared, from one before it (P-17).</summary>
internal sealed class ScrubsMisaligned(MemoryMap map) : Scrub(map)
{
    public override async Step Run(Cpu cpu, PageIndex page)
    {
        for (var word = -1; word < Map.Configuration.Entries - 1; word++)
        {
            await cpu.Store(new Address(Map.Word(page, default).Index + word), 0);
        }
    }
}
