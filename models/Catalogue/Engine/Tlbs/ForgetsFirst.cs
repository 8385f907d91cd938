using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>The TLBIs come before the entry is cleared, and what they removed is filled again .</summary>
internal sealed class ForgetsFirst(TlbMaintenance tlbs) : TableWriter(tlbs)
{
    public override async Step<Broken> Break(Cpu cpu, Slot slot, OwnerId owner, Ipa ipa, Regime regime)
    {
        await Tlbs.ForgetIpa(cpu, ipa, regime);
        await cpu.Store(slot.Word, Descriptor.Invalid(slot.Entry.Level, owner).Bits);
        return FoundBroken(cpu, slot with { Entry = Descriptor.Invalid(slot.Entry.Level, owner) });
    }
}
