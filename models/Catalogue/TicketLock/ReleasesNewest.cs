using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the release serves whoever draws next instead of whoever is next in line: it reads the wrong one of the
/// two words. vCPUs that wait already are passed over for ever.
/// </summary>
internal sealed class ReleasesNewest(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Serving, await cpu.Load(Next));
    }
}
