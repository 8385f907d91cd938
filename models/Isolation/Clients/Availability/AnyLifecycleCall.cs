using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Races;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Availability;

/// <summary>A round is one call that makes, runs or ends a VM, whichever: such calls wait for the VM table's mutex too.</summary>
public sealed class AnyLifecycleCall(HostCalls host, GuestCalls guest) : Race(host, guest)
{
    /// <inheritdoc/>
    public override Step SetUp(Cpu cpu) => MakeVm(cpu, 0, root: 0);

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        switch (await cpu.Choose(6))
        {
            case 0:
                await Host.CreateVm(cpu, 0);
                break;
            case 1:
                await Host.DestroyVm(cpu, 0);
                break;
            case 2:
                await Host.CreateVcpu(cpu, 0, 0);
                break;
            case 3:
                await Host.LoadVcpu(cpu, 0, 0);
                break;
            case 4:
                await Host.PutVcpu(cpu);
                break;
            case 5:
                if (await Host.RunVcpu(cpu))
                {
                    await Guest.Leave(cpu);
                }

                break;
        }
    }
}
