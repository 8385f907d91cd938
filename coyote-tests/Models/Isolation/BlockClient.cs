using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>
/// Two pages become a block of a VM's, everything is tried on it that needs a page, and it is split and ends with the VM.
/// </summary>
internal sealed class BlockClient(HostCalls host, GuestCalls guest)
{
    public async Step Run(Cpu cpu)
    {
        await host.Boot(cpu);
        await host.CreateVm(cpu, 0);
        await host.SupplyTable(cpu, 0, 1);
        await host.Donate(cpu, 0, 2, 0);
        await host.MergeTable(cpu, 0, 0); // a hole
        await host.Donate(cpu, 0, 3, 1);
        await host.MergeTable(cpu, 0, 1);
        await host.Unshare(cpu, 0, 0);
        await host.Permit(cpu, 0, 1, true);
        await host.Donate(cpu, 0, 4, 1);
        await host.CreateVcpu(cpu, 0, 0);
        await host.LoadVcpu(cpu, 0, 0);
        if (await host.RunVcpu(cpu))
        {
            await guest.Share(cpu, 0);
            await guest.Unshare(cpu, 1);
            await guest.Leave(cpu);
        }

        await host.PutVcpu(cpu);
        await host.ReturnTable(cpu, 0);
        await host.SplitBlock(cpu, 0, 0);
        await host.SupplyTable(cpu, 0, 5);
        await host.SplitBlock(cpu, 0, 1);
        await host.MergeTable(cpu, 0, 0);
        await host.SplitBlock(cpu, 0, 0);
        await host.MergeTable(cpu, 0, 0);
        await host.DestroyVm(cpu, 0);
        await host.ReclaimPage(cpu, 2);
        await host.ReclaimPage(cpu, 3);
    }
}
