using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>CPU 0 ends the VM with secrets, reads its memory and creates the VM again, while others load, run and put its vCPU.</summary>
public sealed class SecretTeardown(HostCalls host, GuestCalls guest, Victim victim, MemoryMap map) : SecretRace(host, guest, victim, map)
{
    /// <inheritdoc/>
    public override Step SetUp(Cpu cpu) => MakeVictim(cpu, root: 1, page: 0);

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        if (cpu.Index != 0)
        {
            await VisitVictim(cpu);
            return;
        }

        await Host.DestroyVm(cpu, 0);
        await Host.ReclaimPage(cpu, 0);
        await Host.Touch(cpu, 0, write: false);
        await MakeVictim(cpu, root: 1, page: 0);
    }
}
