using Interlock.Engine.Parts;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>Keeps a guest's registers for it, and clears them before the host runs (H-14): either of them never, once or twice.</summary>
/// <param name="core">What the call is made of.</param>
/// <param name="saves">How often they are kept.</param>
/// <param name="clears">How often they are cleared.</param>
internal sealed class LeavesRegisters(Core core, int saves, int clears) : RunVcpu(core)
{
    public override async Step Leave(Cpu cpu, bool toDevice = false)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var count = Core.Map.Configuration.Registers;
        for (var save = 0; save < saves; save++)
        {
            await new Registers(Core.Map).Save(cpu, kept: count);
        }

        for (var clear = 0; clear < clears * count; clear++)
        {
            await cpu.Store(Core.Map.Register(cpu.Index, clear % count), 0);
        }

        await cpu.WriteVttbr(Core.Map.Host.Value);
        await cpu.Isb();
    }
}
