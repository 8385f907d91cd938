using Interlock.Engine.Stage2;
using Interlock.Isolation.Calls;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Races;

/// <summary>CPUs that meet in one place of the engine, for ever.</summary>
public abstract class Race(HostCalls host, GuestCalls guest)
{
    /// <summary>The host's calls.</summary>
    protected HostCalls Host => host;

    /// <summary>The guests'.</summary>
    protected GuestCalls Guest => guest;

    /// <summary>What one CPU does alone before all begin.</summary>
    public abstract Step SetUp(Cpu cpu);

    /// <summary>What a CPU does again and again; which one is to be seen from its index.</summary>
    public abstract Step Round(Cpu cpu);

    /// <summary>Makes a VM with one vCPU, or with two.</summary>
    protected async Step MakeVm(Cpu cpu, ulong vm, ulong root, ulong vcpus = 1)
    {
        await host.CreateVm(cpu, root);
        for (ulong vcpu = 0; vcpu < vcpus; vcpu++)
        {
            await host.CreateVcpu(cpu, vm, vcpu);
        }
    }

    /// <summary>Runs a vCPU for one touch of one page, and puts it back.</summary>
    protected async Step Visit(Cpu cpu, ulong vm, ulong vcpu, ulong ipa, AccessKind access)
    {
        await host.LoadVcpu(cpu, vm, vcpu);
        if (await host.RunVcpu(cpu) && await guest.Touch(cpu, ipa, access))
        {
            await guest.Leave(cpu);
        }

        await host.PutVcpu(cpu);
    }
}
