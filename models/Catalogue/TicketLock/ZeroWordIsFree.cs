using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: the fast path takes a word of zero for a free lock. Here zero means that both halves are zero, and
/// therefore equal.
/// </summary>
internal sealed class ZeroWordIsFree(Address word, ulong tickets) : PackedTicketLock(word, tickets)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.CompareExchange(Word, 0, Draw) == 0)
        {
            return 0;
        }

        return await base.Acquire(cpu);
    }
}
