using Interlock.Engine;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Isolation.Lifecycle;

/// <summary>Leaves a guest and keeps its registers for it never, or twice.</summary>
/// <param name="core">What the call is made of.</param>
/// <param name="saves">How often.</param>
internal sealed class LeavesSaving(Core core, int saves) : RunVcpu(core)
{
    public override async Step Leave(Cpu cpu, bool toDevice = false)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var count = Core.Map.Configuration.Registers;
        for (var save = 0; save < saves; save++)
        {
            await new Registers(Core.Map).Save(cpu, kept: count);
        }

        for (var register = toDevice ? 1 : 0; register < count; register++)
        {
            await cpu.Store(Core.Map.Register(cpu.Index, register), 0);
        }

        await cpu.WriteVttbr(Core.Map.Host.Value);
        await cpu.Isb();
    }
}
