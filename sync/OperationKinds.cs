using System.Diagnostics;

namespace Interlock.Sync;

/// <summary>Classes of operation kinds. Code that asks for a class need not list the kinds.</summary>
public static class OperationKinds
{
    private const ulong Fetches =
        1UL << (int)OperationKind.FetchAdd | 1UL << (int)OperationKind.FetchOr | 1UL << (int)OperationKind.FetchAnd
        | 1UL << (int)OperationKind.FetchXor | 1UL << (int)OperationKind.FetchMin | 1UL << (int)OperationKind.FetchMax;

    private const ulong Atomics = Fetches | 1UL << (int)OperationKind.CompareExchange | 1UL << (int)OperationKind.Exchange;

    private const ulong Accesses = Atomics | 1UL << (int)OperationKind.Load | 1UL << (int)OperationKind.Store;

    private const ulong Waits = 1UL << (int)OperationKind.Wait | 1UL << (int)OperationKind.TimedWait
        | 1UL << (int)OperationKind.WaitCount;

    private const ulong Counts = 1UL << (int)OperationKind.ReadCount | 1UL << (int)OperationKind.AdvanceCount
        | 1UL << (int)OperationKind.HasAdvanced;

    private const ulong Wakes = 1UL << (int)OperationKind.WakeOne | 1UL << (int)OperationKind.WakeAll;

    private const ulong Guests =
        1UL << (int)OperationKind.GuestLoad | 1UL << (int)OperationKind.GuestStore | 1UL << (int)OperationKind.GuestFetch;

    private const ulong Maintenance = 1UL << (int)OperationKind.Tlbi | 1UL << (int)OperationKind.Dsb | 1UL << (int)OperationKind.Isb
        | 1UL << (int)OperationKind.WriteVttbr;

    /// <summary>Whether the operation computes the new value from the old one: fetch-add, -or, -and, -xor, -min, -max.</summary>
    public static bool IsFetch(this OperationKind kind) => Has(Fetches, kind);

    /// <summary>Whether it reads and may write a word as one step. It counts as a write.</summary>
    public static bool IsAtomic(this OperationKind kind) => Has(Atomics, kind);

    /// <summary>Whether it is a load, a store or an atomic of a word.</summary>
    public static bool IsAccess(this OperationKind kind) => Has(Accesses, kind);

    /// <summary>Whether it writes a word in any case: a store, or an atomic other than a compare-exchange.</summary>
    public static bool AlwaysWrites(this OperationKind kind) =>
        Has(Accesses, kind) && kind is not (OperationKind.Load or OperationKind.CompareExchange);

    /// <summary>Whether it sleeps on a word.</summary>
    public static bool IsWait(this OperationKind kind) => Has(Waits, kind);

    /// <summary>Whether it wakes vCPUs that sleep on a word.</summary>
    public static bool IsWake(this OperationKind kind) => Has(Wakes, kind);

    /// <summary>Whether it reads, compares or advances an event count.</summary>
    public static bool IsOfCount(this OperationKind kind) => Has(Counts, kind);

    /// <summary>Whether it is an access of a guest, through its translation.</summary>
    public static bool IsGuest(this OperationKind kind) => Has(Guests, kind);

    /// <summary>Whether it concerns translation: TLBI, DSB, ISB, and the write of VTTBR_EL2.</summary>
    public static bool IsMaintenance(this OperationKind kind) => Has(Maintenance, kind);

    /// <summary>Whether it names a word of memory.</summary>
    public static bool HasWord(this OperationKind kind) => Has(Accesses | Waits | Wakes | Counts, kind);

    /// <summary>The new value of a word of 64 bits after a fetch-or, -and, -xor, -min or -max. Minimum and maximum are unsigned.</summary>
    /// <param name="kind">The kind of operation.</param>
    /// <param name="held">The old value.</param>
    /// <param name="operand">The operand.</param>
    public static ulong Combine(this OperationKind kind, ulong held, ulong operand) => kind switch
    {
        OperationKind.FetchOr => held | operand,
        OperationKind.FetchAnd => held & operand,
        OperationKind.FetchXor => held ^ operand,
        OperationKind.FetchMin => Math.Min(held, operand),
        OperationKind.FetchMax => Math.Max(held, operand),
        _ => throw new UnreachableException($"{kind} combines nothing"),
    };

    private static bool Has(ulong kinds, OperationKind kind) => (kinds >> (int)kind & 1) != 0;
}
