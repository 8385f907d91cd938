using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Aborts;

/// <summary>Harmless: the entry is read before the lock is taken too.</summary>
internal sealed class LooksBeforeAndUnderLock(Core core) : HostAbort(core)
{
    public override async Step<AbortResolution> Handle(Cpu cpu, ulong address)
    {
        await cpu.Load(Core.Map.HostEntry(Core.Decode(new HostPa(address - (address % PageIndex.PageSize))).Value));
        return await base.Handle(cpu, address);
    }
}
