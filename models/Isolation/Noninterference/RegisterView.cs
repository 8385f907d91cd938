using Interlock.Engine.Platform;
using Interlock.Semantics.SelfComposition.Acts;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Noninterference;

/// <summary>The registers of the CPU that it runs on, as the host or a guest on its side sees them.</summary>
public sealed class RegisterView(MemoryMap map)
{
    /// <summary>Looks at all of them.</summary>
    public async Step Look(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        for (var register = 0; register < map.Configuration.Registers; register++)
        {
            await Seen.Load(cpu, map.Register(cpu.Index, register));
        }
    }
}
