using Interlock.Engine.Addresses;
using Interlock.Engine.Platform;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Vcpus;

/// <summary>Switches the general registers between a guest and the host, neither of which finds anything of the other's there.</summary>
public sealed class Registers(MemoryMap map)
{
    private int Count => map.Configuration.Registers;

    /// <summary>Gives the guest its registers; the host has none of its own to keep while it calls.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="loaded">The vCPU that is about to run.</param>
    public async Step Restore(Cpu cpu, LoadedVcpu loaded)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        for (var register = 0; register < Count; register++)
        {
            await cpu.Store(map.Register(cpu.Index, register), await cpu.Load(ContextOf(loaded, register)));
        }
    }

    /// <summary>Keeps the registers of the guest that ran, and leaves zeros to the host.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="kept">How many of them the guest means to pass on to the host: the first ones keep what they hold.</param>
    public async Step Save(Cpu cpu, int kept)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        if (Count == 0)
        {
            return;
        }

        var loaded = new LoadedVcpu(await cpu.Load(map.Loaded(cpu.Index)));
        for (var register = 0; register < Count; register++)
        {
            await cpu.Store(ContextOf(loaded, register), await cpu.Load(map.Register(cpu.Index, register)));
            if (register >= kept)
            {
                await cpu.Store(map.Register(cpu.Index, register), 0);
            }
        }
    }

    /// <summary>Has a vCPU that is being made begin with zeros: another VM's may have been there before.</summary>
    public async Step Clear(Cpu cpu, VmIndex vm, int vcpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        for (var register = 0; register < Count; register++)
        {
            await cpu.Store(map.Context(vm, vcpu, register), 0);
        }
    }

    private Address ContextOf(LoadedVcpu loaded, int register)
    {
        var perVm = map.Configuration.VcpusPerVm;
        return map.Context(loaded.Vm(perVm), loaded.Vcpu(perVm), register);
    }
}
