using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Harmless: with an entry all that the regime has cached is forgotten.</summary>
internal sealed class BreaksForgettingAll(TlbMaintenance tlbs) : TableWriter(tlbs)
{
    public override async Step<Broken> Break(Cpu cpu, Slot slot, OwnerId owner, Ipa ipa, Regime regime)
    {
        await cpu.Store(slot.Word, Descriptor.Invalid(slot.Entry.Level, owner).Bits);
        await Tlbs.ForgetAll(cpu, regime);
        return FoundBroken(cpu, slot with { Entry = Descriptor.Invalid(slot.Entry.Level, owner) });
    }
}
