using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients;

/// <summary>For ever, a CPU of the host's makes, runs and ends VMs and vCPUs. VMs have no memory, and do nothing when they run.</summary>
public sealed class LifecycleClient(HostCalls host, GuestCalls guest, Configuration configuration)
{
    /// <summary>A CPU.</summary>
    public async Step Run(Cpu cpu)
    {
        await host.Boot(cpu);
        while (true)
        {
            switch (await cpu.Choose(7))
            {
                case 0:
                    await host.CreateVm(cpu, await Page(cpu));
                    break;
                case 1:
                    await host.DestroyVm(cpu, await Vm(cpu));
                    break;
                case 2:
                    await host.CreateVcpu(cpu, await Vm(cpu), await Vcpu(cpu));
                    break;
                case 3:
                    await host.LoadVcpu(cpu, await Vm(cpu), await Vcpu(cpu));
                    break;
                case 4:
                    await host.PutVcpu(cpu);
                    break;
                case 5:
                    if (await host.RunVcpu(cpu))
                    {
                        await guest.Leave(cpu);
                    }

                    break;
                case 6:
                    await host.Interrupt(cpu);
                    break;
            }
        }
    }

    private Access Page(Cpu cpu) => cpu.Choose(configuration.Pages);

    private Access Vm(Cpu cpu) => cpu.Choose(configuration.Vms);

    private Access Vcpu(Cpu cpu) => cpu.Choose(configuration.VcpusPerVm);
}
