using Interlock.Engine.Platform;
using Interlock.Isolation.Calls;
using Interlock.Isolation.Clients.Races;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Clients.Availability;

/// <summary>
/// A round is a turn of each of two VMs: the CPU runs a vCPU of it that is its own. There is one VMID, so that the other VM has to lose it
/// first. A guest can go on for ever; what ends that is the interrupt by which another CPU asks for the rollover.
/// </summary>
public sealed class InTurns(HostCalls host, GuestCalls guest, MemoryMap map) : Race(host, guest)
{
    /// <summary>The event of a CPU when it is to run a vCPU.</summary>
    public const string Wanted = "a vCPU is to run";

    /// <summary>The event of a CPU when the vCPU runs.</summary>
    public const string Runs = "the vCPU runs";

    /// <summary>The event of a CPU whose guest is interrupted, since another CPU needs a VMID.</summary>
    public const string Interrupted = "the guest is interrupted";

    /// <inheritdoc/>
    public override async Step SetUp(Cpu cpu)
    {
        await MakeVm(cpu, 0, root: 0, vcpus: (ulong)map.Configuration.VcpusPerVm);
        await MakeVm(cpu, 1, root: 1, vcpus: (ulong)map.Configuration.VcpusPerVm);
    }

    /// <inheritdoc/>
    public override async Step Round(Cpu cpu)
    {
        await Turn(cpu, 0);
        await Turn(cpu, 1);
    }

    private async Step Turn(Cpu cpu, ulong vm)
    {
        cpu.Note(Wanted);
        await Host.LoadVcpu(cpu, vm, (ulong)cpu.Index);
        if (await Host.RunVcpu(cpu))
        {
            cpu.Note(Runs);
            await Compute(cpu);
            await Guest.Leave(cpu);
        }

        await Host.PutVcpu(cpu);
        await Host.Interrupt(cpu);
    }

    // Between any two instructions of the guest the interrupt is taken if it is pending; and it can ask to be left by itself.
    private async Step Compute(Cpu cpu)
    {
        while (await cpu.Load(map.RolloverRequest) == 0)
        {
            if (await cpu.Choose(2) == 1)
            {
                return;
            }
        }

        cpu.Note(Interrupted);
    }
}
