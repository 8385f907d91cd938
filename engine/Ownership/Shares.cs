using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Ownership;

/// <summary>The number of guest mappings of each host page; a page is shared while it has one. The host's lock must be held.</summary>
public sealed class Shares(MemoryMap map, HostTable host)
{
    /// <summary>How many guest mappings a page has.</summary>
    public async Step<int> Count(Cpu cpu, PageIndex page)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        return (int)await cpu.Load(map.Shares(page));
    }

    /// <summary>Counts one more, before the guest gets it.</summary>
    public async Step Add(Cpu cpu, PageIndex page, HostPage before, int count)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(map.Shares(page), (ulong)count + 1);
        if (!before.IsShared)
        {
            await host.Map(cpu, page, before, PageState.SharedOwned);
        }
    }

    /// <summary>Counts one less, once the guest has lost it.</summary>
    public async Step Remove(Cpu cpu, PageIndex page)
    {
        var count = await Count(cpu, page) - 1;
        await cpu.Store(map.Shares(page), (ulong)count);
        if (count == 0)
        {
            await host.Map(cpu, page, await host.Read(cpu, page), PageState.Owned);
        }
    }
}
