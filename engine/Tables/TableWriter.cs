using Interlock.Engine.Addresses;
using Interlock.Engine.Stage2;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Engine.Tables;

/// <summary>
/// Every write of a table entry that hardware may be walking at the same time. The lock of the tree must be held. An entry becomes
/// valid only if it was invalid and nothing of it is cached; a valid one changes only in what may change under a walker.
/// </summary>
/// <param name="tlbs">The TLB maintenance.</param>
public class TableWriter(TlbMaintenance tlbs)
{
    /// <summary>The TLB maintenance.</summary>
    protected TlbMaintenance Tlbs => tlbs;

    /// <summary>
    /// Makes an entry invalid and forgets what was cached of it. When it returns, no CPU reaches by it what it mapped.
    /// </summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="slot">The entry: a leaf.</param>
    /// <param name="owner">Whose memory it does not map from now on.</param>
    /// <param name="ipa">What it translates; any address of a block's.</param>
    /// <param name="regime">Whose tree it is in.</param>
    public virtual async Step<Broken> Break(Cpu cpu, Slot slot, OwnerId owner, Ipa ipa, Regime regime)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(slot.Word, Descriptor.Invalid(slot.Entry.Level, owner).Bits);
        await tlbs.ForgetIpa(cpu, ipa, regime);
        return new Broken(slot.Word, slot.Entry.Level);
    }

    /// <summary>As <see cref="Break"/>, for an entry that leads to other entries: all that the regime has cached is forgotten.</summary>
    public virtual async Step<Broken> BreakTable(Cpu cpu, Slot slot, Regime regime)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(slot.Word, Descriptor.Invalid(slot.Entry.Level, OwnerId.Host).Bits);
        await tlbs.ForgetAll(cpu, regime);
        return new Broken(slot.Word, slot.Entry.Level);
    }

    /// <summary>An entry that is found invalid was broken before the tree's lock was last released.</summary>
    public static Broken FoundBroken(Cpu cpu, Slot slot)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        cpu.Assert(!slot.Entry.IsValid, "an entry that has not been broken is not made");
        return new Broken(slot.Word, slot.Entry.Level);
    }

    /// <summary>
    /// Makes a broken entry valid. An observer of the entry observes the table that it points to. No DSB follows: a walker that does not
    /// see the entry yet takes a fault, and the abort is found to be spurious.
    /// </summary>
    public static async Step Make(Cpu cpu, Broken broken, Descriptor valid)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        cpu.Assert(broken.Level == valid.Level, "an entry is made at the level at which it was broken");
        await cpu.Store(broken.Word, valid.Bits, MemoryOrder.Release);
    }

    /// <summary>Changes a valid entry in software bits only: hardware translates as before.</summary>
    public static async Step Mark(Cpu cpu, Slot slot, PageState state)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        await cpu.Store(slot.Word, slot.Entry.With(slot.Entry.Attributes with { State = state }).Bits);
    }

    /// <summary>Changes the permissions of a valid entry, and forgets what was cached with the old ones.</summary>
    public virtual async Step Permit(Cpu cpu, Slot slot, Permissions permissions, Ipa ipa, Regime regime)
    {
        ArgumentNullException.ThrowIfNull(cpu);
        var changed = slot.Entry.With(slot.Entry.Attributes with { Permissions = permissions });
        cpu.Assert(!BreakBeforeMake.IsRequired(slot.Entry, changed), "permissions change without break-before-make");
        await cpu.Store(slot.Word, changed.Bits);
        await tlbs.ForgetIpa(cpu, ipa, regime);
    }
}
