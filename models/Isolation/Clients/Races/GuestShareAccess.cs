using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>A guest on CPU 0 lends the host a page and takes it back, while the host on the others reads and writes it.</summary>
public sealed class GuestShareAccess(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVm(cpu, 0, root: 1);
        await Host.Donate(cpu, 0, 0, 0);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        if (cpu.Index != 0)
        {
            await Host.Touch(cpu, 0, write: await cpu.Choose(2) == 1);
            return;
        }

        await Host.LoadVcpu(cpu, 0, 0);
        if (await Host.RunVcpu(cpu))
        {
            await Guest.Share(cpu, 0);
            await Guest.Unshare(cpu, 0);
            await Guest.Leave(cpu);
        }

        await Host.PutVcpu(cpu);
    }
}
