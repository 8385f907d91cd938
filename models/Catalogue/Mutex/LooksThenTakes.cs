using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// Benign variant: the fast path looks first, but it is the compare-exchange that takes.
/// </summary>
internal sealed class LooksThenTakes(Address word) : MutexVariant(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        while (await cpu.Load(Word) == Free)
        {
            if (await cpu.CompareExchange(Word, Free, Held) == Free)
            {
                return 0;
            }
        }

        return await base.Acquire(cpu);
    }
}
