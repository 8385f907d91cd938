using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Mutant: the release adds one to the whole word. When <c>serving</c> wraps, the carry draws a ticket that nobody holds:
/// the reason why Linux increments only the half-word.
/// </summary>
internal sealed class CarriesIntoNext(Address word, ulong tickets) : PackedTicketLock(word, tickets)
{
    public override async Step Release(Cpu cpu, ulong token)
    {
        await cpu.FetchAdd(Word, 1);
    }
}
