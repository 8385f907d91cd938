using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Ownership;

/// <summary>Harmless: what is permitted already is not written.</summary>
internal sealed class PermitsWhatIsPermitted(Core core) : ChangePermissions(core)
{
    protected override async Step Commit(Cpu cpu, Vm borrower, Slot slot, Ipa ipa, bool writable)
    {
        if (slot.Entry.Attributes.Permissions.Write != writable)
        {
            await base.Commit(cpu, borrower, slot, ipa, writable);
        }
    }
}
