using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Locks;

/// <summary>
/// Benign variant: whoever has taken its announcement back announces itself again only where nobody does, in one step. Those who wait so
/// disturb nobody.
/// </summary>
internal sealed class BacksOffOnce(Address word) : BacksOff(word)
{
    public override async Step<ulong> Acquire(Cpu cpu)
    {
        if (await cpu.FetchAdd(Word, 1) == 0)
        {
            return 0;
        }

        await cpu.FetchAdd(Word, ulong.MaxValue);
        while (await cpu.CompareExchange(Word, 0, 1) != 0)
        {
            cpu.Pause();
        }

        return 0;
    }
}
