using Interlock.Engine.Parts;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>Flushes the TLB and the cache of the CPU never, once or twice when a guest is left that was interrupted.</summary>
/// <param name="core">What the call is made of.</param>
/// <param name="tlb">How often the TLB.</param>
/// <param name="cache">How often the cache.</param>
internal sealed class LeavesFlushing(Core core, int tlb, int cache) : RunVcpu(core)
{
    protected override async Step Flush(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        for (var time = 0; time < tlb; time++)
        {
            await cpu.Tlbi(TlbiKind.Alle1);
            await cpu.Dsb(DsbKind.Nsh);
        }

        for (var time = 0; time < cache; time++)
        {
            await cpu.FlushCaches();
        }
    }
}
