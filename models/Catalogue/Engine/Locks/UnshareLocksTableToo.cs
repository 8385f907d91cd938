using Interlock.Engine.Addresses;
using Interlock.Engine.Hypercalls;
using Interlock.Engine.Locks;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Locks;

/// <summary>Harmless: the VM table's lock is taken first, which nobody needs here.</summary>
internal sealed class UnshareLocksTableToo(Core core) : HostUnshareGuest(core)
{
    public override async Step<Result<ulong>> Call(Cpu cpu, HostVm vm, HostIpa ipa)
    {
        var table = await Core.Locks.TakeVmTable(cpu, Held.Nothing);
        var answer = await base.Call(cpu, vm, ipa);
        await Core.Locks.Release(cpu, table);
        return answer;
    }
}
