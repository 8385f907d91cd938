using Interlock.Engine.Addresses;
using Interlock.Engine.Ownership;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: what is given away is given away again.</summary>
internal sealed class GivesTwice(MemoryMap map, TableWriter tables) : HostTable(map, tables)
{
    public override async Step GiveTo(Cpu cpu, PageIndex page, HostPage before, OwnerId owner)
    {
        await base.GiveTo(cpu, page, before, owner);
        await base.GiveTo(cpu, page, before, owner);
    }
}
