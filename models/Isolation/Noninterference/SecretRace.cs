using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Races;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>CPUs that meet in one place of the engine, where the first VM has secrets.</summary>
public abstract class SecretRace(HostCalls host, GuestCalls guest, Victim victim, MemoryMap map) : Race(host, guest)
{
    private readonly RegisterView registers = new(map);

    /// <summary>Makes the VM with secrets, and gives it a page.</summary>
    protected async Step MakeVictim(Cpu cpu, ulong root, ulong page)
    {
        await MakeVm(cpu, 0, root);
        await Host.Donate(cpu, 0, page, 0);
    }

    /// <summary>Runs the VM with secrets until it is left, and looks at what it has left behind.</summary>
    protected async Step VisitVictim(Cpu cpu)
    {
        await Host.LoadVcpu(cpu, 0, 0);
        if (await Host.RunVcpu(cpu))
        {
            await victim.Run(cpu);
            await registers.Look(cpu);
        }

        await Host.PutVcpu(cpu);
    }
}
