using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>
/// Which VM has secrets. It is decided when a VM is made, once for its life, and known before the VM runs: who makes one keeps the others
/// from making any and from running any until it is.
/// </summary>
/// <param name="victim">Holds one more than the position of the VM with secrets.</param>
/// <param name="making">Whether a VM is being made.</param>
internal sealed class VictimsMark(Address victim, Address making)
{
    /// <summary>A VM is about to be made.</summary>
    public async Step Begin(Cpu cpu)
    {
        while (await cpu.CompareExchange(making, 0, 1) != 0)
        {
            cpu.Pause();
        }
    }

    // The secrets of a VM stay secret when it is gone: there is another victim only in its place.
    /// <summary>A VM has been made, which has secrets or not.</summary>
    public async Step Mark(Cpu cpu, ulong position)
    {
        var before = await cpu.Load(victim);
        if (before == 0 || before == position + 1)
        {
            await cpu.Store(victim, await cpu.Choose(2) * (position + 1));
        }
    }

    /// <summary>It has been made and marked, or not been made.</summary>
    public Access End(Cpu cpu) => cpu.Store(making, 0);

    /// <summary>Whether a VM that is there has secrets.</summary>
    public async Step<bool> IsOn(Cpu cpu, ulong position)
    {
        while (await cpu.Load(making) != 0)
        {
            cpu.Pause();
        }

        return await cpu.Load(victim) == position + 1;
    }
}
