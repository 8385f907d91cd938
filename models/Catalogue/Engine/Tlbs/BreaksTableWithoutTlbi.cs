using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>An entry that leads to a table is cleared, and nothing is forgotten (P-04).</summary>
internal sealed class BreaksTableWithoutTlbi(TlbMaintenance tlbs) : TableWriter(tlbs)
{
    public override async Step<Broken> BreakTable(Cpu cpu, Slot slot, Regime regime)
    {
        await cpu.Store(slot.Word, Descriptor.Invalid(slot.Entry.Level, OwnerId.Host).Bits);
        return FoundBroken(cpu, slot with { Entry = Descriptor.Invalid(slot.Entry.Level, OwnerId.Host) });
    }
}
