using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: the error path is another way out, but releases too.
/// </summary>
internal sealed class ReleasesOnError(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        const int Failed = 1;
        if (await cpu.Choose(2) == Failed)
        {
            await cpu.FetchAdd(Serving, 1);
            return;
        }

        await cpu.Store(Serving, token + 1);
    }
}
