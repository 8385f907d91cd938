namespace Interlock.Sync;

/// <summary>The kinds of visible operations.</summary>
public enum OperationKind
{
    /// <summary>Reads a word.</summary>
    Load,

    /// <summary>Writes a word.</summary>
    Store,

    /// <summary>Writes a word if it holds the expected value; the result is the old value.</summary>
    CompareExchange,

    /// <summary>Writes a word; the result is the old value.</summary>
    Exchange,

    /// <summary>Adds to a word; the result is the old value.</summary>
    FetchAdd,

    /// <summary>Orders the accesses around it (DMB).</summary>
    Fence,

    /// <summary>Sleeps until the event register is set, and clears it (WFE).</summary>
    WaitForEvent,

    /// <summary>Sets the event register of every vCPU (SEV).</summary>
    SendEvent,

    /// <summary>Sleeps on a word if it holds the expected value (futex wait).</summary>
    Wait,

    /// <summary>Wakes any one vCPU that sleeps on a word.</summary>
    WakeOne,

    /// <summary>Wakes every vCPU that sleeps on a word.</summary>
    WakeAll,

    /// <summary>Makes the current event count the vCPU's reading of it.</summary>
    ReadCount,

    /// <summary>Increments an event count.</summary>
    AdvanceCount,

    /// <summary>Compares an event count with the vCPU's reading of it; the result is one if they differ.</summary>
    HasAdvanced,

    /// <summary>Sleeps on an event count if it equals the vCPU's reading of it.</summary>
    WaitCount,

    /// <summary>A choice of the environment; the result is any number below a bound.</summary>
    Choose,

    /// <summary>Invalidates cached translations (TLBI).</summary>
    Tlbi,

    /// <summary>Waits for earlier accesses and invalidations to complete (DSB).</summary>
    Dsb,

    /// <summary>Synchronizes the context: later translations see the effects of earlier operations (ISB).</summary>
    Isb,

    /// <summary>Selects the tables and the VMID of guests on this vCPU (MSR VTTBR_EL2).</summary>
    WriteVttbr,

    /// <summary>A guest reads through its translation.</summary>
    GuestLoad,

    /// <summary>A guest writes through its translation.</summary>
    GuestStore,

    /// <summary>A guest fetches an instruction through its translation.</summary>
    GuestFetch,

    /// <summary>Cleans and invalidates the caches of this vCPU.</summary>
    FlushCaches,

    /// <summary>The woken vCPU continues: no code requests this operation, see <see cref="Stepping.Continuation.Woken"/>.</summary>
    Woken,

    /// <summary>Sets bits of a word; the result is the old value.</summary>
    FetchOr,

    /// <summary>Clears the bits of a word that are not in the operand; the result is the old value.</summary>
    FetchAnd,

    /// <summary>Inverts bits of a word; the result is the old value.</summary>
    FetchXor,

    /// <summary>Writes the unsigned minimum of word and operand; the result is the old value.</summary>
    FetchMin,

    /// <summary>Writes the unsigned maximum of word and operand; the result is the old value.</summary>
    FetchMax,

    /// <summary>As <see cref="Wait"/>, with a time limit; the result is a <see cref="WaitResult"/>.</summary>
    TimedWait,
}
