using Interlock.Engine.Aborts;
using Interlock.Engine.Parts;
using Interlock.Engine.Stage2;
using Interlock.Engine.Vcpus;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>An access to a device leaves the host another number of registers (H-14), or clears twice what it does not leave.</summary>
/// <param name="core">What the abort is made of.</param>
/// <param name="onRead">How many registers are left where the guest reads.</param>
/// <param name="onWrite">And where it writes.</param>
internal sealed class ExitsPassing(Core core, int onRead, int onWrite) : GuestAbort(core)
{
    protected override async Step Leave(Cpu cpu, AbortResolution resolution, AccessKind access)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var left = resolution != AbortResolution.Device ? 0 : access == AccessKind.Write ? onWrite : onRead;
        await new Registers(Core.Map).Save(cpu, left);
        for (var register = left; register < Core.Map.Configuration.Registers; register++)
        {
            await cpu.Store(Core.Map.Register(cpu.Index, register), 0);
        }

        await cpu.WriteVttbr(Core.Map.Host.Value);
        await cpu.Isb();
    }
}
