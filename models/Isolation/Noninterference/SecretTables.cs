using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>The VM with secrets has two spare tables. The engine returns one; the host sees which, and supplies it again.</summary>
public sealed class SecretTables(HostCalls host, GuestCalls guest, Victim victim, MemoryMap map) : SecretRace(host, guest, victim, map)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVictim(cpu, root: 0, page: 1);
        await Supply(cpu);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        await VisitVictim(cpu);
        await Host.ReturnTable(cpu, 0);
        await Host.Touch(cpu, 2, write: false);
        await Host.Touch(cpu, 3, write: false);
        await Supply(cpu);
    }

    private async Step Supply(Cpu cpu)
    {
        await Host.SupplyTable(cpu, 0, 2);
        await Host.SupplyTable(cpu, 0, 3);
    }
}
