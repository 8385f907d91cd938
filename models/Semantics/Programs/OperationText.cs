using Interlock.Semantics.Machines;
using Interlock.Sync;

namespace Interlock.Semantics.Programs;

/// <summary>Operations in words.</summary>
internal static class OperationText
{
    /// <summary>An operation that has not been performed.</summary>
    public static string Of(Operation operation, ConcurrentProgram program)
    {
        var word = operation.Kind.HasWord() ? program.Words[operation.Address.Index].Name : string.Empty;
        var show = Shown(operation, program);
        return operation.Kind switch
        {
            OperationKind.Load => $"load {word}",
            OperationKind.Store => $"store {word} = {show(operation.Operand)}",
            OperationKind.CompareExchange => $"compare-exchange {word} {show(operation.Expected)} -> {show(operation.Operand)}",
            OperationKind.Exchange => $"exchange {word} = {show(operation.Operand)}",
            OperationKind.FetchAdd => $"fetch-add {word} + {operation.Operand}",
            OperationKind.FetchOr => $"fetch-or {word} | {show(operation.Operand)}",
            OperationKind.FetchAnd => $"fetch-and {word} & {show(operation.Operand)}",
            OperationKind.FetchXor => $"fetch-xor {word} ^ {show(operation.Operand)}",
            OperationKind.FetchMin => $"fetch-min {word} with {show(operation.Operand)}",
            OperationKind.FetchMax => $"fetch-max {word} with {show(operation.Operand)}",
            OperationKind.Fence => "fence",
            OperationKind.WaitForEvent => "wait-for-event",
            OperationKind.SendEvent => "send-event",
            OperationKind.Wait => $"wait {word} while {show(operation.Expected)}",
            OperationKind.TimedWait => $"timed-wait {word} while {show(operation.Expected)}",
            OperationKind.WakeOne => $"wake-one {word}",
            OperationKind.WakeAll => $"wake-all {word}",
            OperationKind.ReadCount => $"read-count {word}",
            OperationKind.AdvanceCount => $"advance-count {word}",
            OperationKind.HasAdvanced => $"has-advanced {word}",
            OperationKind.WaitCount => $"wait-count {word}",
            OperationKind.Choose => $"choose below {operation.Operand}",
            OperationKind.Tlbi => $"tlbi {Name((TlbiKind)operation.Expected)}" +
                ((TlbiKind)operation.Expected is TlbiKind.Ipas2e1 or TlbiKind.Ipas2e1is ? $" ipa:{operation.Operand:x}" : string.Empty),
            OperationKind.Dsb => $"dsb {Name((DsbKind)operation.Operand)}",
            OperationKind.Isb => "isb",
            OperationKind.WriteVttbr => $"write vttbr_el2 = 0x{operation.Operand:x}",
            OperationKind.GuestLoad => $"guest load ipa:{operation.Operand:x}",
            OperationKind.GuestStore => $"guest store ipa:{operation.Operand:x} = {operation.Expected}",
            OperationKind.GuestFetch => $"guest fetch ipa:{operation.Operand:x}",
            OperationKind.FlushCaches => "flush caches",
            OperationKind.Woken => "go on, woken",
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Kind, null),
        };
    }

    private static Func<ulong, string> Shown(Operation operation, ConcurrentProgram program) =>
        operation.Kind.HasWord() ? program.Words[operation.Address.Index].Show : Word.Text;

    private static string Name<T>(T kind)
        where T : struct, Enum => kind.ToString().ToLowerInvariant();

    /// <summary>An operation with its result.</summary>
    public static string Of(Operation operation, ConcurrentProgram program, ulong result)
    {
        var (text, show) = (Of(operation, program), Shown(operation, program));
        return operation.Kind switch
        {
            OperationKind.Load or OperationKind.Choose => $"{text}: {show(result)}",
            _ when operation.Kind.IsAtomic() => $"{text}: {show(result)}",
            OperationKind.GuestLoad or OperationKind.GuestStore or OperationKind.GuestFetch => result switch
            {
                GuestFault.Translation => $"{text}: translation fault",
                GuestFault.Permission => $"{text}: permission fault",
                GuestFault.TlbConflict => $"{text}: TLB conflict abort",
                _ => operation.Kind == OperationKind.GuestLoad ? $"{text}: {result}" : text,
            },
            _ when Waiting.HasFallenAsleep(operation, result) => $"{text}: sleeps",
            OperationKind.TimedWait when result == WaitResult.TimedOut => $"{text}: time is up",
            OperationKind.Wait or OperationKind.TimedWait or OperationKind.WaitCount => $"{text}: goes on",
            OperationKind.HasAdvanced => $"{text}: {(result == 0 ? "no" : "yes")}",
            OperationKind.WakeOne or OperationKind.WakeAll => $"{text}: {result} woken",
            _ => text,
        };
    }

    /// <summary>An operation that completed without cause; see <see cref="Licences"/>.</summary>
    public static string Unprovoked(Operation operation, ConcurrentProgram program) => operation.Kind == OperationKind.WaitForEvent
        ? $"{Of(operation, program)}: goes on without an event"
        : $"{Of(operation, program)}: wakes for no reason";
}
