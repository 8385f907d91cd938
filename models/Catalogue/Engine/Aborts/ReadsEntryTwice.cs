using Interlock.Engine.Aborts;
using Interlock.Engine.Addresses;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Aborts;

/// <summary>The entry is read twice, without the lock, and taken for the same (K-04).</summary>
internal sealed class ReadsEntryTwice(Core core) : GuestAbort(core)
{
    protected override async Step<AbortResolution> Judge(Cpu cpu, VmIndex index, Ipa ipa, AccessKind access)
    {
        var root = new PageIndex(await cpu.Load(Core.Map.Vm(index).Root));
        var first = await Core.Guests.Find(cpu, root, ipa);
        if (!first.Entry.IsLeaf)
        {
            return AbortResolution.NeedsMemory;
        }

        var second = await Core.Guests.Find(cpu, root, ipa);
        return second.Entry.Attributes.Permissions.Allow(access) ? AbortResolution.Retry : Judge(second, access);
    }
}
