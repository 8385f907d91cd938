using Interlock.Sync;
using Interlock.Sync.Primitives;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>
/// Benign variant: both halves of the lock in one word, <c>next</c> above <c>serving</c>. The release replaces the lower half
/// alone, so that nothing is carried into the upper one.
/// </summary>
/// <param name="word">The lock word: <paramref name="tickets"/> times <c>next</c>, plus <c>serving</c>.</param>
/// <param name="tickets">How many tickets there are before they wrap.</param>
internal class PackedTicketLock(Address word, ulong tickets) : ILock
{
    protected Address Word { get; } = word;

    /// <summary>What drawing a ticket adds to the word.</summary>
    protected ulong Draw { get; } = tickets;

    /// <summary>The upper half of a word.</summary>
    public static ulong Next(ulong word, ulong tickets) => word / tickets;

    public virtual async Step<ulong> Acquire(Cpu cpu)
    {
        var ticket = Next(await cpu.FetchAdd(Word, Draw), Draw);
        while (Serving(await cpu.Load(Word)) != ticket)
        {
            cpu.Pause();
        }

        return ticket;
    }

    public virtual async Step Release(Cpu cpu, ulong token)
    {
        var seen = await cpu.Load(Word);
        while (true)
        {
            var held = seen;
            seen = await cpu.CompareExchange(Word, held, held - Serving(held) + ((token + 1) % Draw));
            if (seen == held)
            {
                return;
            }
        }
    }

    /// <summary>The lower half of a word.</summary>
    protected ulong Serving(ulong word) => word % Draw;
}
