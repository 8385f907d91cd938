using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Engine.Secrecy;

/// <summary>A VM that ends stays in all TLBs, and its VMID is free (S-06).</summary>
internal sealed class ForgetsNothing(Vttbr current) : TlbMaintenance(current)
{
    protected override async Step InvalidateAll(Cpu cpu) => await cpu.Dsb(DsbKind.Ish);
}
