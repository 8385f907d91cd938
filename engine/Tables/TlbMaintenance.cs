using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Tables;

/// <summary>
/// Invalidates what CPUs may have cached of entries that have just been changed (DDI 0487 D8.17). When a method returns, no CPU
/// translates by the old entry any more, and no access that did so is still under way.
/// </summary>
/// <param name="current">The regime that this CPU is under, and is under again when a method returns.</param>
public class TlbMaintenance(Vttbr current)
{
    /// <summary>The regime that this CPU is under.</summary>
    protected Vttbr Current => current;

    /// <summary>Forgets the translations of one IPA, and the tables on the way to it.</summary>
    public virtual async Step ForgetIpa(Cpu cpu, Ipa ipa, Regime regime)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        if (!regime.IsTagged)
        {
            return;
        }

        // Walkers must see the store before the TLBI can mean anything.
        await cpu.Dsb(DsbKind.Ishst);
        await Enter(cpu, regime);

        await InvalidateIpa(cpu, ipa);
        await Leave(cpu, regime);
    }

    /// <summary>Forgets all translations of a regime.</summary>
    public virtual async Step ForgetAll(Cpu cpu, Regime regime)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        if (!regime.IsTagged)
        {
            return;
        }

        await cpu.Dsb(DsbKind.Ishst);
        await Enter(cpu, regime);
        await InvalidateAll(cpu);
        await Leave(cpu, regime);
    }

    /// <summary>Invalidates the translations of one IPA under the VMID that is current.</summary>
    protected virtual async Step InvalidateIpa(Cpu cpu, Ipa ipa)
    {
        ArgumentNullException.ThrowIfNull(cpu);

        // Stage 2 before stage 1: a combined translation could be made anew from the stage 2 one that is left.
        await cpu.Tlbi(TlbiKind.Ipas2e1is, ipa.Value);
        await cpu.Dsb(DsbKind.Ish);
        await cpu.Tlbi(TlbiKind.Vmalle1is);
        await cpu.Dsb(DsbKind.Ish);
    }

    /// <summary>Invalidates all translations under the VMID that is current.</summary>
    protected virtual async Step InvalidateAll(Cpu cpu)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Tlbi(TlbiKind.Vmalls12e1is);
        await cpu.Dsb(DsbKind.Ish);
    }

    /// <summary>Makes a regime's VMID current, which is the one that a TLBI by IPA or by VMID concerns.</summary>
    protected virtual async Step Enter(Cpu cpu, Regime regime)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        if (regime.Vttbr != current)
        {
            await cpu.WriteVttbr(regime.Vttbr.Value);
            await cpu.Isb();
        }
    }

    /// <summary>Goes back to the regime that this CPU was under.</summary>
    protected virtual async Step Leave(Cpu cpu, Regime regime)
    {
        ArgumentNullException.ThrowIfNull(cpu);

        // This CPU's own context still is that of before its TLBI (D8.17.5).
        await cpu.Isb();
        if (regime.Vttbr != current)
        {
            await cpu.WriteVttbr(current.Value);
            await cpu.Isb();
        }
    }
}
