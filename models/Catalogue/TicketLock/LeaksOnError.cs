using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: an error path returns without releasing (Bao 5c10752: missing unlock on suspend).
/// </summary>
internal sealed class LeaksOnError(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        const int Failed = 1;
        if (await cpu.Choose(2) == Failed)
        {
            return;
        }

        await cpu.Store(Serving, token + 1);
    }
}
