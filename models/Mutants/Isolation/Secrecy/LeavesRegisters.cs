using Interlock.Engine;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation.Secrecy;

/// <summary>Keeps a guest's registers and clears them never (H-14), or twice, before the host runs.</summary>
/// <param name="core">What the call is made of.</param>
/// <param name="clears">How often.</param>
internal sealed class LeavesRegisters(Core core, int clears) : RunVcpu(core)
{
    public override async Step Leave(Cpu cpu, bool toDevice = false)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var count = Core.Map.Configuration.Registers;
        await new Registers(Core.Map).Save(cpu, kept: count);
        for (var clear = 0; clear < clears * count; clear++)
        {
            await cpu.Store(Core.Map.Register(cpu.Index, clear % count), 0);
        }

        await cpu.WriteVttbr(Core.Map.Host.Value);
        await cpu.Isb();
    }
}
