using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>Permissions change in the tree, and stay what they were in TLBs (K-05).</summary>
internal sealed class PermitsWithoutTlbi(TlbMaintenance tlbs) : TableWriter(tlbs)
{
    public override async Step Permit(Cpu cpu, Slot slot, Permissions permissions, Ipa ipa, Regime regime) =>
        await cpu.Store(slot.Word, slot.Entry.With(slot.Entry.Attributes with { Permissions = permissions }).Bits);
}
