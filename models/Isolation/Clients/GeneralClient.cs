using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Choices;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients;

/// <summary>
/// The most general client: for ever, a CPU does anything that a host or a guest can do. Of every number that is out of range it
/// takes one, since the engine refuses them all alike before it looks at anything else.
/// </summary>
public sealed class GeneralClient(HostCalls host, GuestCalls guest, Configuration configuration, int ipas, bool writes)
{
    /// <summary>A CPU of the host's, which becomes a guest's now and then.</summary>
    public async Step Run(Cpu cpu)
    {
        await host.Boot(cpu);
        while (true)
        {
            await Host(cpu);
        }
    }

    private async Step Host(Cpu cpu)
    {
        switch (await cpu.Choose(HasBlocks ? 18 : 14))
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
                await host.CreateVcpu(cpu, await Vm(cpu), await Vcpu(cpu));
                break;
            case 4:
                await host.LoadVcpu(cpu, await Vm(cpu), await Vcpu(cpu));
                break;
            case 5:
                await host.PutVcpu(cpu);
                break;
            case 6:
                if (await host.RunVcpu(cpu))
                {
                    await Guest(cpu);
                }

                break;
            case 7:
                await host.Donate(cpu, await Vm(cpu), await Page(cpu), await Ipa(cpu));
                break;
            case 8:
                await host.Share(cpu, await Vm(cpu), await Page(cpu), await Ipa(cpu), await cpu.Choose(2) == 1);
                break;
            case 9:
                await host.Unshare(cpu, await Vm(cpu), await Ipa(cpu));
                break;
            case 10:
                await host.Permit(cpu, await Vm(cpu), await Ipa(cpu), await cpu.Choose(2) == 1);
                break;
            case 11:
                await host.Touch(cpu, await Page(cpu), write: false);
                break;
            case 12:
                await host.Touch(cpu, await Page(cpu), write: writes);
                break;
            case 13:
                await host.Interrupt(cpu);
                break;
            case 14:
                await host.SupplyTable(cpu, await Vm(cpu), await Page(cpu));
                break;
            case 15:
                await host.ReturnTable(cpu, await Vm(cpu));
                break;
            case 16:
                await host.SplitBlock(cpu, await Vm(cpu), await Ipa(cpu));
                break;
            case 17:
                await host.MergeTable(cpu, await Vm(cpu), await Ipa(cpu));
                break;
        }
    }

    /// <summary>A guest that runs on a CPU, until it is left.</summary>
    internal async Step Guest(Cpu cpu)
    {
        var runs = true;
        while (runs)
        {
            runs = await cpu.Choose(6) switch
            {
                0 => await guest.Touch(cpu, await Ipa(cpu), AccessKind.Read),
                1 => await guest.Touch(cpu, await Ipa(cpu), AccessKind.Write),
                2 => await guest.Touch(cpu, await Ipa(cpu), AccessKind.Fetch),
                3 => await guest.Share(cpu, await Ipa(cpu)),
                4 => await guest.Unshare(cpu, await Ipa(cpu)),
                _ => await guest.Leave(cpu),
            };
        }
    }

    private bool HasBlocks => configuration.Guest.Levels > 1;

    private Access Page(Cpu cpu) => PageChoice.Any(cpu, configuration.Pages);

    private Access Vm(Cpu cpu) => VmChoice.Any(cpu, configuration.Vms);

    private Access Vcpu(Cpu cpu) => cpu.Choose(configuration.VcpusPerVm + 1);

    // The last choice is beyond the VM's tables: for its guest, a device.
    private async Step<ulong> Ipa(Cpu cpu)
    {
        var ipa = await cpu.Choose(ipas + 1);
        return ipa < (ulong)ipas ? ipa : configuration.Guest.IpaLimit / PageIndex.PageSize;
    }
}
