using Interlock.Engine;
using Interlock.Engine.Vcpus;
using Interlock.Models.Isolation;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Models.Mutants.Secrecy;

/// <summary>Keeps a guest's registers and clears them never, or twice, before the host runs.</summary>
/// <param name="engine">The engine.</param>
/// <param name="clears">How often.</param>
internal sealed class LeavesRegisters(IsolationEngine engine, int clears) : GuestCalls(engine)
{
    protected override async Step Exit(Cpu cpu)
    {
        var (map, count) = (Engine.Map, Engine.Map.Configuration.Registers);
        var loaded = new LoadedVcpu(await cpu.Load(map.Loaded(cpu.Index)));
        for (var register = 0; register < count; register++)
        {
            await cpu.Store(
                map.Context(loaded.Vm(map.Configuration.VcpusPerVm), loaded.Vcpu(map.Configuration.VcpusPerVm), register),
                await cpu.Load(map.Register(cpu.Index, register)));
        }

        for (var clear = 0; clear < clears * count; clear++)
        {
            await cpu.Store(map.Register(cpu.Index, clear % count), 0);
        }

        await cpu.WriteVttbr(map.Host.Value);
        await cpu.Isb();
    }
}
