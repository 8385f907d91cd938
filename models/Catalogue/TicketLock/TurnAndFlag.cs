using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: the flag is set as well, but in turn. It is never contended.
/// </summary>
internal sealed class TurnAndFlag(Address next, Address serving, Address flag) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await base.Acquire(cpu);
        while (await cpu.Exchange(flag, 1) != 0)
        {
            cpu.Pause();
        }

        return ticket;
    }

    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(flag, 0);
        await base.Release(cpu, token);
    }
}
