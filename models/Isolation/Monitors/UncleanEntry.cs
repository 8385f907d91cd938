using Interlock.Engine.Addresses;
using Interlock.Isolation.Symmetries;
using Interlock.Sync;

namespace Interlock.Isolation.Monitors;

/// <summary>How far the maintenance of an entry is that was made invalid, in one word. Zero is a clean entry.</summary>
/// <param name="Word">Phase in bits 2:0, table or not in bit 3, CPU in bits 15:4, VMID in bits 31:16, IPA page in bits 63:32.</param>
internal readonly record struct UncleanEntry(ulong Word)
{
    private const ulong Written = 1;
    private const ulong Ordered = 2;
    private const ulong Stage2Issued = 3;
    private const ulong Stage2Done = 4;
    private const ulong AllIssued = 5;

    /// <summary>Whether nothing is cached of it.</summary>
    public bool IsClean => Word == 0;

    /// <summary>Who made it invalid.</summary>
    public int Cpu => (int)(Word >> 4) & 0xfff;

    /// <summary>The next part of the maintenance.</summary>
    public MissingMaintenance Missing => Phase switch
    {
        Written => MissingMaintenance.DsbAfterWrite,
        Ordered => MissingMaintenance.Stage2Tlbi,
        Stage2Issued => MissingMaintenance.DsbAfterStage2,
        Stage2Done => MissingMaintenance.Stage1Tlbi,
        _ => MissingMaintenance.LastDsb,
    };

    private ulong Phase => Word & 7;

    private bool IsTable => (Word & 8) != 0;

    private ulong Vmid => (Word >> 16) & 0xffff;

    private ulong IpaPage => Word >> 32;

    /// <summary>An entry that has just been made invalid.</summary>
    public static UncleanEntry Broken(int cpu, ulong vmid, ulong ipaPage, bool isTable) =>
        new(Written | (isTable ? 8UL : 0) | ((ulong)cpu << 4) | (vmid << 16) | (ipaPage << 32));

    /// <summary>The entry after its CPU's barrier or invalidation, under a VMID.</summary>
    public UncleanEntry After(Operation operation, ulong vmid) => operation.Kind switch
    {
        OperationKind.Dsb => AfterBarrier((DsbKind)operation.Operand),
        OperationKind.Tlbi => AfterInvalidation((TlbiKind)operation.Expected, operation.Operand / PageIndex.PageSize, vmid),
        _ => this,
    };

    /// <summary>The entry under other names. The host's translations are of the page itself; a VM's IPA names nothing.</summary>
    public UncleanEntry Renamed(Exchange exchange)
    {
        var ipaPage = Vmid == 0 && !IsTable ? exchange.Page(IpaPage) : IpaPage;
        return IsClean ? this : new((Word & 0xffff_000f) | ((ulong)exchange.Cpus[Cpu] << 4) | (ipaPage << 32));
    }

    /// <inheritdoc/>
    public override string ToString() => Missing switch
    {
        MissingMaintenance.DsbAfterWrite => "no DSB has followed the write that made it invalid",
        MissingMaintenance.Stage2Tlbi => "no TLBI of stage 2 has followed",
        MissingMaintenance.DsbAfterStage2 => "no DSB has followed the TLBI of stage 2",
        MissingMaintenance.Stage1Tlbi => "no TLBI of stage 1 has followed",
        _ => "no DSB has followed the last TLBI",
    };

    // The first may order stores only; what completes a TLBI must wait for everything, everywhere.
    private UncleanEntry AfterBarrier(DsbKind kind) => (Phase, kind) switch
    {
        (Written, DsbKind.Ish or DsbKind.Ishst) => In(Ordered),
        (Stage2Issued, DsbKind.Ish) => In(Stage2Done),
        (AllIssued, DsbKind.Ish) => default,
        _ => this,
    };

    // A table is cleaned only with all that was reached through it.
    private UncleanEntry AfterInvalidation(TlbiKind kind, ulong ipaPage, ulong vmid) => (Phase, kind) switch
    {
        (not Written, TlbiKind.Alle1is) => In(AllIssued),
        (not Written, TlbiKind.Vmalls12e1is) when vmid == Vmid => In(AllIssued),
        (Ordered, TlbiKind.Ipas2e1is) when vmid == Vmid && ipaPage == IpaPage && !IsTable => In(Stage2Issued),
        (Stage2Done, TlbiKind.Vmalle1is) when vmid == Vmid => In(AllIssued),
        _ => this,
    };

    private UncleanEntry In(ulong phase) => new((Word & ~7UL) | phase);
}
