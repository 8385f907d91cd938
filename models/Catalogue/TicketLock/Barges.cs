using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: tickets are drawn, but the lock goes to whoever sets the flag first, so a newcomer can overtake for ever
/// (Linux d13316614633: a lock that was not fair).
/// </summary>
internal sealed class Barges(Address next, Address serving, Address flag) : TicketLockVariant(next, serving)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = await cpu.FetchAdd(Next, 1);
        while (await cpu.Exchange(flag, 1) != 0)
        {
            cpu.Pause();
        }

        return ticket;
    }

    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(flag, 0);
    }
}
