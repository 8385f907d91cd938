using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Viewer.Reports;

/// <summary>What an operation does, in a line that a reader of Arm code understands.</summary>
internal static class Phrases
{
    /// <summary>The kind by which the page marks it.</summary>
    public static string Kind(OperationKind kind) => kind switch
    {
        OperationKind.Load or OperationKind.ReadCount or OperationKind.HasAdvanced => "read",
        OperationKind.AdvanceCount => "atomic",
        OperationKind.WaitCount => "wait",
        OperationKind.Store => "write",
        _ when kind.IsAtomic() => "atomic",
        OperationKind.Fence or OperationKind.Dsb or OperationKind.Isb or OperationKind.FlushCaches => "barrier",
        OperationKind.Wait or OperationKind.TimedWait or OperationKind.WaitForEvent => "wait",
        OperationKind.WakeOne or OperationKind.WakeAll or OperationKind.SendEvent => "wake",
        OperationKind.Choose => "choice",
        OperationKind.Tlbi => "tlbi",
        OperationKind.WriteVttbr => "register",
        OperationKind.GuestLoad or OperationKind.GuestStore or OperationKind.GuestFetch => "guest",
        _ => "action",
    };

    /// <summary>The line.</summary>
    public static string Of(PerformedOperation performed)
    {
        var (operation, word, result, meaning) = (performed.Operation, performed.Word, performed.Result, performed.Meaning);
        return operation.Kind switch
        {
            OperationKind.WaitForEvent when performed.IsUnprovoked => "WFE: goes on without an event, which it may",
            _ when performed.IsUnprovoked => $"is woken for no reason; nobody woke who sleeps on {word}",
            OperationKind.Load => $"reads {word} = {Value(meaning, result)}",
            OperationKind.Store => meaning.Kind == WordKind.ServedTicket
                ? $"releases {LockOf(word)}: serves ticket {performed.After}"
                : operation.Operand == 0 && ValueText.Of(meaning, performed.Before) is { Length: > 0 } was && performed.Before != 0
                ? $"clears {word}, which was {was}"
                : $"writes {word} = {Value(meaning, operation.Operand)}",
            OperationKind.CompareExchange => CompareExchange(performed),
            OperationKind.Exchange => $"swaps {word}: {result} → {operation.Operand}",
            OperationKind.FetchAdd when meaning.Kind == WordKind.NextTicket => $"draws ticket {result} of {LockOf(word)}",
            OperationKind.FetchAdd => $"adds {(long)operation.Operand} to {word}: {result} → {performed.After}",
            OperationKind.FetchOr =>
                $"sets {Value(meaning, operation.Operand)} in {word}: {Word.Text(result)} → {Word.Text(performed.After)}",
            OperationKind.FetchAnd =>
                $"keeps {Value(meaning, operation.Operand)} of {word}: {Word.Text(result)} → {Word.Text(performed.After)}",
            OperationKind.FetchXor =>
                $"inverts {Value(meaning, operation.Operand)} in {word}: {Word.Text(result)} → {Word.Text(performed.After)}",
            OperationKind.FetchMin =>
                $"minimum of {word} and {Word.Text(operation.Operand)}: {Word.Text(result)} → {Word.Text(performed.After)}",
            OperationKind.FetchMax =>
                $"maximum of {word} and {Word.Text(operation.Operand)}: {Word.Text(result)} → {Word.Text(performed.After)}",
            OperationKind.ReadCount => $"reads the event count {word}",
            OperationKind.AdvanceCount => $"advances the event count {word}",
            OperationKind.HasAdvanced => $"finds {word} {(result == 0 ? "as it read it" : "advanced")}",
            OperationKind.WaitCount => result == 0
                ? $"does not sleep: {word} has advanced"
                : $"goes to sleep until it is woken ({word} is as it read it)",
            OperationKind.Fence => "DMB",
            OperationKind.WaitForEvent => "WFE: an event was there, goes on",
            OperationKind.SendEvent => "SEV: sends an event to every vCPU",
            OperationKind.Wait => result == 0
                ? $"does not sleep: {word} is not {operation.Expected} any more"
                : $"goes to sleep until it is woken ({word} is {operation.Expected})",
            OperationKind.TimedWait => result switch
            {
                WaitResult.Woken => $"does not sleep: {word} is not {operation.Expected} any more",
                WaitResult.TimedOut => $"its time is up: nobody has woken it on {word}",
                _ => $"goes to sleep until it is woken or its time is up ({word} is {operation.Expected})",
            },
            OperationKind.WakeOne or OperationKind.WakeAll => result == 0
                ? $"wakes who sleeps on {word}: nobody sleeps"
                : $"wakes {result} who sleep{(result == 1 ? "s" : string.Empty)} on {word}",
            OperationKind.Choose => $"chooses {result} of {operation.Operand} possibilities",
            OperationKind.Tlbi => Tlbi((TlbiKind)operation.Expected, operation.Operand >> 12),
            OperationKind.Dsb => Dsb((DsbKind)operation.Operand),
            OperationKind.Isb => "ISB",
            OperationKind.FlushCaches => "cleans and invalidates its caches",
            OperationKind.Woken => "goes on, woken",
            OperationKind.WriteVttbr => $"VTTBR_EL2 = {ValueText.Vttbr(operation.Operand)}",
            OperationKind.GuestLoad or OperationKind.GuestStore or OperationKind.GuestFetch => Guest(performed),
            _ => word.Length == 0 ? $"{operation.Kind}" : $"{operation.Kind} of {word}",
        };
    }

    /// <summary>A TLBI as an assembler writes it.</summary>
    public static string Tlbi(TlbiKind kind, ulong ipaPage) => kind is TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is
        ? $"TLBI {Name(kind)}, IPA page {ipaPage}"
        : $"TLBI {Name(kind)}";

    /// <summary>A kind of TLBI, as the architecture names it.</summary>
    public static string Name(TlbiKind kind) => kind.ToString().ToUpperInvariant();

    /// <summary>Who makes a guest's access: the host is VMID 0.</summary>
    public static string Subject(GuestAccess access) => access.Vttbr >> 48 == 0 ? "the host" : $"the guest (VMID {access.Vttbr >> 48})";

    /// <summary>What a guest's access does to its object.</summary>
    public static string Verb(GuestAccessKind kind) => kind switch
    {
        GuestAccessKind.Load => "reads",
        GuestAccessKind.Store => "writes",
        GuestAccessKind.Fetch => "fetches from",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>A number, with what it means.</summary>
    public static string Value(WordMeaning meaning, ulong value)
    {
        var text = ValueText.Of(meaning, value);
        return text.Length == 0 ? Word.Text(value)
            : value >= 1UL << 32 ? text
            : $"{value} ({text})";
    }

    // The two words of a ticket lock have its name, and behind a dot their own.
    private static string LockOf(string word) => word[..word.LastIndexOf('.')];

    private static string Dsb(DsbKind kind) => $"DSB {kind.ToString().ToUpperInvariant()}";

    private static string CompareExchange(PerformedOperation performed)
    {
        var (operation, word) = (performed.Operation, performed.Word);
        return performed.Result == operation.Expected
            ? $"compare-exchange {word}: {operation.Expected} → {operation.Operand}"
            : $"compare-exchange {word}: finds {performed.Result}, not {operation.Expected}; changes nothing";
    }

    private static string Guest(PerformedOperation performed)
    {
        var (operation, result) = (performed.Operation, performed.Result);
        if (performed.Translation is not { } translation)
        {
            return operation.Kind switch
            {
                OperationKind.GuestLoad => $"guest reads IPA 0x{operation.Operand:x}",
                OperationKind.GuestStore => $"guest writes IPA 0x{operation.Operand:x}",
                _ => $"guest fetches from IPA 0x{operation.Operand:x}",
            };
        }

        var access = translation.Access;
        var what = $"{Subject(access)} {Verb(access.Kind)} IPA page {access.Ipa >> 12}";
        return access.Fault switch
        {
            GuestFault.Permission => $"{what}: permission fault",
            GuestFault.TlbConflict => $"{what}: TLB conflict abort",
            not 0 => $"{what}: translation fault",
            _ => access.Kind switch
            {
                GuestAccessKind.Load => $"{what} → {performed.Word} = {Word.Text(result)}",
                GuestAccessKind.Store => $"{what} → {performed.Word} = {Word.Text(performed.After)}",
                _ => $"{what} → {performed.Word}",
            },
        };
    }
}
