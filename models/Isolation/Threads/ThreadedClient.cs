using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients;
using Interlock.Isolation.Clients.Choices;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Threads;

/// <summary>
/// The general client for real threads, which takes part in a random choice and not in every one: it is led to what rarely comes about by
/// chance. Pages at the end of memory are for everything; those before them, a whole block, are given to one VM one after the other, so
/// that a table can be merged and a block split; and are reclaimed together.
/// </summary>
/// <param name="host">Who makes the host's calls.</param>
/// <param name="general">Who does what is not led.</param>
/// <param name="configuration">What the engine is built for.</param>
/// <param name="ipas">Pages of IPA space that single calls name.</param>
internal sealed class ThreadedClient(HostCalls host, GeneralClient general, Configuration configuration, int ipas)
{
    private const int Reclaims = 4;
    private const int Supplies = 8;
    private const int Rare = 1000;

    private int BlockPages => configuration.Entries;

    /// <summary>A CPU of the host's, which becomes a guest's now and then.</summary>
    public async Step Run(Cpu cpu)
    {
        await host.Boot(cpu);
        while (true)
        {
            if (await cpu.Choose(Rare) == 0)
            {
                await Fill(cpu, await VmChoice.Any(cpu, configuration.Vms - 1));
            }
            else
            {
                await Once(cpu);
            }
        }
    }

    private async Step Once(Cpu cpu)
    {
        switch (await cpu.Choose(21))
        {
            case 0:
                await host.CreateVm(cpu, await Page(cpu));
                break;
            case 1:
                if (await cpu.Choose(8) == 0)
                {
                    await host.DestroyVm(cpu, await Vm(cpu));
                }

                break;
            case 2:
                for (var time = 0; time < Reclaims; time++)
                {
                    await host.ReclaimPage(cpu, await Page(cpu));
                }

                break;
            case 3:
                await host.CreateVcpu(cpu, await Vm(cpu), await cpu.Choose(configuration.VcpusPerVm + 1));
                break;
            case 4:
                await host.LoadVcpu(cpu, await Vm(cpu), await cpu.Choose(configuration.VcpusPerVm + 1));
                break;
            case 5:
                await host.PutVcpu(cpu);
                break;
            case 6 or 7:
                if (await host.RunVcpu(cpu))
                {
                    await general.Guest(cpu);
                }

                break;
            case 8:
                await host.Donate(cpu, await Vm(cpu), await Page(cpu), await Ipa(cpu));
                break;
            case 9:
                await host.Share(cpu, await Vm(cpu), await Page(cpu), await Ipa(cpu), await cpu.Choose(2) == 1);
                break;
            case 10:
                await host.Unshare(cpu, await Vm(cpu), await Ipa(cpu));
                break;
            case 11:
                await host.Permit(cpu, await Vm(cpu), await Ipa(cpu), await cpu.Choose(2) == 1);
                break;
            case 12:
                await host.Touch(cpu, await Page(cpu), write: false);
                break;
            case 13:
                await host.Touch(cpu, await Page(cpu), write: true);
                break;
            case 14 or 15:
                await host.Interrupt(cpu);
                break;
            case 16 or 17:
                await host.SupplyTable(cpu, await Vm(cpu), await Page(cpu));
                break;
            case 18:
                await host.ReturnTable(cpu, await Vm(cpu));
                break;
            case 19:
                await host.SplitBlock(cpu, await Vm(cpu), await Ipa(cpu));
                break;
            default:
                if (await cpu.Choose(8) == 0)
                {
                    await host.MergeTable(cpu, await Vm(cpu), await Ipa(cpu));
                }

                break;
        }
    }

    // The VM is a new one if that can be, and while it has a vCPU loaded nobody can end it.
    private async Step Fill(Cpu cpu, ulong vm)
    {
        await host.PutVcpu(cpu);
        await host.DestroyVm(cpu, vm);
        for (var page = 0; page < configuration.Pages; page++)
        {
            await host.ReclaimPage(cpu, (ulong)page);
            await host.Interrupt(cpu);
        }

        await host.CreateVm(cpu, await Page(cpu));
        await host.CreateVcpu(cpu, vm, 0);
        await host.LoadVcpu(cpu, vm, 0);
        for (var time = 0; time < Supplies; time++)
        {
            await host.SupplyTable(cpu, vm, await Page(cpu));
        }

        for (var page = 0; page < BlockPages; page++)
        {
            await host.Donate(cpu, vm, (ulong)page, (ulong)page);
            await host.Interrupt(cpu);
        }

        await host.MergeTable(cpu, vm, 0);
        await host.PutVcpu(cpu);
    }

    private async Step<ulong> Page(Cpu cpu) =>
        (ulong)BlockPages + await PageChoice.Any(cpu, configuration.Pages - BlockPages);

    private Access Vm(Cpu cpu) => VmChoice.Any(cpu, configuration.Vms);

    // The last choice is beyond the VM's tables.
    private async Step<ulong> Ipa(Cpu cpu)
    {
        var ipa = await cpu.Choose(ipas + 1);
        return ipa < (ulong)ipas ? ipa : configuration.Guest.IpaLimit / Engine.Addresses.PageIndex.PageSize;
    }
}
