using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: the release re-reads <c>serving</c> instead of using its ticket. Load and store are two steps, but the
/// holder is the only one who writes the word: harmless for as long as it has a single owner.
/// </summary>
internal sealed class ReleasesByReread(Address next, Address serving) : TicketLockVariant(next, serving)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.Store(Serving, await cpu.Load(Serving) + 1);
    }
}
