using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients;

/// <summary>For ever, a CPU of the host's makes and ends VMs and moves memory between them and itself. No VM ever runs.</summary>
public sealed class MemoryClient(HostCalls host, Configuration configuration)
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
                    await host.ReclaimPage(cpu, await Page(cpu));
                    break;
                case 3:
                    await host.Donate(cpu, await Vm(cpu), await Page(cpu), await Ipa(cpu));
                    break;
                case 4:
                    await host.Share(cpu, await Vm(cpu), await Page(cpu), await Ipa(cpu), await cpu.Choose(2) == 1);
                    break;
                case 5:
                    await host.Unshare(cpu, await Vm(cpu), await Ipa(cpu));
                    break;
                case 6:
                    await host.Permit(cpu, await Vm(cpu), await Ipa(cpu), await cpu.Choose(2) == 1);
                    break;
            }
        }
    }

    private Access Page(Cpu cpu) => cpu.Choose(configuration.Pages);

    private Access Vm(Cpu cpu) => cpu.Choose(configuration.Vms);

    private Access Ipa(Cpu cpu) => cpu.Choose((int)(configuration.Guest.IpaLimit >> 12));
}
