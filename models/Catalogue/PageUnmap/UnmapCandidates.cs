using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Engine.Tables;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Catalogue.Unmaps;

/// <summary>The unmap's mutants and benign variants by name.</summary>
internal static class UnmapCandidates
{
    /// <summary>How each takes a page away.</summary>
    public static IReadOnlyDictionary<string, Func<Cpu, UnmapTarget, Step>> All { get; } =
        new Dictionary<string, Func<Cpu, UnmapTarget, Step>>
        {
            ["unmap-without-tlbi"] = UnmapVariants.WithoutTlbi,
            ["unmap-without-clearing"] = UnmapVariants.WithoutClearing,
            ["unmap-without-first-dsb"] = UnmapVariants.WithoutFirstDsb,
            ["unmap-without-last-dsb"] = UnmapVariants.WithoutLastDsb,
            ["unmap-store-barrier-last"] = UnmapVariants.StoreBarrierAtTheEnd,
            ["unmap-locally"] = UnmapVariants.Locally,
            ["unmap-under-other-vmid"] = UnmapVariants.UnderOtherVmid,
            ["unmap-without-isb"] = UnmapVariants.WithoutIsb,
            ["unmap-by-ipa-only"] = UnmapVariants.ByIpaOnly,
            ["unmap-stage-one-first"] = UnmapVariants.StageOneFirst,
            ["unmap-wrong-page"] = UnmapVariants.WrongPage,
            ["unmap-clears-last"] = UnmapVariants.ClearsLast,
            ["unmap-by-vmid"] = UnmapVariants.ByVmid,
            ["unmap-all-vmids"] = UnmapVariants.AllVmids,
            ["unmap-stronger-barrier"] = UnmapVariants.StrongerBarrier,
            ["unmap-twice"] = UnmapVariants.Twice,
            ["unmap-locally-first"] = UnmapVariants.LocallyFirst,
            ["unmap-without-later-isbs"] = UnmapVariants.WithoutLaterIsbs,
        };

    /// <summary>The engine's own.</summary>
    public static async Step Shipped(Cpu cpu, UnmapTarget target)
    {
        var slot = new Slot(target.Entry, Descriptor.Invalid(Level.Last, OwnerId.Host));
        await new TableWriter(new TlbMaintenance(default)).Break(cpu, slot, OwnerId.Host, new Ipa(target.Ipa), new Regime(target.Vm, true));
    }
}
