using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>With an entry that leads to a table, one page is forgotten of all that the table maps .</summary>
internal sealed class BreaksTableForOnePage(TlbMaintenance tlbs) : TableWriter(tlbs)
{
    public override async Step<Broken> BreakTable(Cpu cpu, Slot slot, Regime regime)
    {
        await cpu.Store(slot.Word, Descriptor.Invalid(slot.Entry.Level, OwnerId.Host).Bits);
        await Tlbs.ForgetIpa(cpu, new Ipa(0), regime);
        return FoundBroken(cpu, slot with { Entry = Descriptor.Invalid(slot.Entry.Level, OwnerId.Host) });
    }
}
