namespace Interlock.Sync;

/// <summary>One visible operation of a vCPU: a single step of the machine.</summary>
/// <param name="Kind">The kind of operation.</param>
/// <param name="Address">The word that it concerns; the default if it concerns none.</param>
/// <param name="Operand">The value to store, exchange, add or combine, the bound of a choice, or the milliseconds of a timed wait.</param>
/// <param name="Expected">The value that a compare-exchange or a wait expects in the word.</param>
/// <param name="Order">The requested ordering.</param>
/// <param name="Site">The place in the source.</param>
public sealed record Operation(
    OperationKind Kind,
    Address Address,
    ulong Operand,
    ulong Expected,
    MemoryOrder Order,
    Site Site);
