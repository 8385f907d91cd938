using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>The VM with secrets is left again and again, whatever for, and the host looks at what is in the registers.</summary>
public sealed class SecretExits(HostCalls host, GuestCalls guest, Victim victim, MemoryMap map) : SecretRace(host, guest, victim, map)
{
    /// <inheritdoc/>
    public override Step SetUp(Cpu cpu) => MakeVictim(cpu, root: 0, page: 1);

    /// <inheritdoc/>
    public override Step Round(Cpu cpu) => VisitVictim(cpu);
}
