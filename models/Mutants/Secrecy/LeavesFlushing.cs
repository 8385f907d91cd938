using Interlock.Engine;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Secrecy;

/// <summary>Leaves a guest that was interrupted, and flushes the TLB and the cache of the CPU never, once or twice.</summary>
/// <param name="engine">The engine.</param>
/// <param name="tlb">How often the TLB.</param>
/// <param name="cache">How often the cache.</param>
internal sealed class LeavesFlushing(IsolationEngine engine, int tlb, int cache) : GuestCalls(engine)
{
    protected override async Step Exit(Cpu cpu)
    {
        for (var time = 0; time < tlb; time++)
        {
            await cpu.Tlbi(TlbiKind.Alle1);
            await cpu.Dsb(DsbKind.Nsh);
        }

        for (var time = 0; time < cache; time++)
        {
            await cpu.FlushCaches();
        }

        await cpu.WriteVttbr(Engine.Map.Host.Value);
        await cpu.Isb();
    }
}
