using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>
/// The host fills the TLB and the cache as it likes, has the VM with secrets run, and times accesses of its own: prime and probe (Osvik,
/// Shamir and Tromer, CT-RSA 2006).
/// </summary>
public sealed class SwitchProbe(HostCalls host, GuestCalls guest, Victim victim, MemoryMap map) : SecretRace(host, guest, victim, map)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVictim(cpu, root: 4, page: 2);
        await Host.Donate(cpu, 0, 3, 1);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        await Host.Touch(cpu, await cpu.Choose(2), write: false);
        if (await cpu.Choose(2) == 0)
        {
            await VisitVictim(cpu);
        }
    }
}
