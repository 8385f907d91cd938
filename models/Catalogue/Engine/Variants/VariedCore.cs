using Interlock.Engine.Locks;
using Interlock.Engine.Ownership;
using Interlock.Engine.Parts;
using Interlock.Engine.Platform;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Engine.Vms;

namespace Interlock.Catalogue.Engine.Variants;

/// <summary>The parts that all calls are made of, some of them replaced.</summary>
internal sealed class VariedCore(MemoryMap map, ILocks locks, Variation variation) : Core(map, locks)
{
    public override Scrub Scrub => variation.Scrub?.Invoke(Map) ?? base.Scrub;

    public override VmidAllocator Vmids => variation.Vmids?.Invoke(Map, Locks) ?? base.Vmids;

    public override Rollover Rollover => variation.Rollover?.Invoke(Map, Locks) ?? base.Rollover;

    public override TlbMaintenance Tlbs(Vttbr current) => variation.Tlbs?.Invoke(current) ?? base.Tlbs(current);

    public override TableWriter Tables(Vttbr current) => variation.Tables?.Invoke(Tlbs(current)) ?? base.Tables(current);

    public override HostTable Host(Vttbr current) => variation.Host?.Invoke(Map, Tables(current)) ?? base.Host(current);
}
