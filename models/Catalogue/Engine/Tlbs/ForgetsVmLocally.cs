using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Tlbs;

/// <summary>A TLBI of all that a VM has that reaches this CPU only (S-06).</summary>
internal sealed class ForgetsVmLocally(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step InvalidateAll(Cpu cpu)
    {
        await cpu.Tlbi(TlbiKind.Vmalls12e1);
        await cpu.Dsb(DsbKind.Ish);
    }
}
