using Interlock.Engine.Hypercalls;
using Interlock.Engine.Parts;
using Interlock.Engine.Results;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Errors;

/// <summary>Waits under the lock for a page that is not the host's, for ever .</summary>
internal sealed class DonatesWaiting(Core core) : HostDonateGuest(core)
{
    protected override async Step<Result<Plan>> Decode(Cpu cpu, MemoryTarget target)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        while (!(await Core.Host(Core.Map.Host).Read(cpu, target.Page)).IsOwned)
        {
            cpu.Pause();
        }

        return await base.Decode(cpu, target);
    }
}
