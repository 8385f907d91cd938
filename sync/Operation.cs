namespace Interlock.Sync;

/// <summary>One visible operation of a vCPU: a single step of the machine.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Address">The word it concerns; the default where it concerns none.</param>
/// <param name="Operand">The value to store, exchange, add or combine, the bound of a choice, or the milliseconds of a timed wait.</param>
/// <param name="Expected">What a compare-exchange or a wait expects the word to hold.</param>
/// <param name="Order">The ordering asked for.</param>
/// <param name="Site">Where the code asked.</param>
public sealed record Operation(
    OperationKind Kind,
    Address Address,
    ulong Operand,
    ulong Expected,
    MemoryOrder Order,
    Site Site);
