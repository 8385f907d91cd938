using Interlock.Engine.Addresses;
using Interlock.Engine.Ownership;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>A page leaves the host's tables, and stays in its TLBs (P-05).</summary>
internal sealed class GivesWithoutTlbi(MemoryMap map, TableWriter tables) : HostTable(map, tables)
{
    public override async Step GiveTo(Cpu cpu, PageIndex page, HostPage before, OwnerId owner) =>
        await cpu.Store(Memory.HostEntry(page), Descriptor.Invalid(Level.Last, owner).Bits);
}
