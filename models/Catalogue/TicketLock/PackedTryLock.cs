using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: the fast path finds the lock free and takes it in one compare-exchange of the one word that holds both
/// halves.
/// </summary>
internal sealed class PackedTryLock(Address word, ulong tickets) : PackedTicketLock(word, tickets)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        var seen = await cpu.Load(Word);
        if (Next(seen, Draw) == Serving(seen)
            && await cpu.CompareExchange(Word, seen, (seen + Draw) % (Draw * Draw)) == seen)
        {
            return Serving(seen);
        }

        return await base.Acquire(cpu);
    }
}
