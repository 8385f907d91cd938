using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Whether there is something to forget is asked of the entry when it has been cleared .</summary>
internal sealed class ForgetsIfStillThere(TlbMaintenance tlbs) : TableWriter(tlbs)
{
    public override async Step<Broken> Break(Cpu cpu, Slot slot, OwnerId owner, Ipa ipa, Regime regime)
    {
        await cpu.Store(slot.Word, Descriptor.Invalid(slot.Entry.Level, owner).Bits);
        if ((await cpu.Load(slot.Word) & 1) != 0)
        {
            await Tlbs.ForgetIpa(cpu, ipa, regime);
        }

        return FoundBroken(cpu, slot with { Entry = Descriptor.Invalid(slot.Entry.Level, owner) });
    }
}
