namespace Interlock.Sync;

/// <summary>What a visible operation asks of the machine.</summary>
public enum OperationKind
{
    /// <summary>Reads a word.</summary>
    Load,

    /// <summary>Writes a word.</summary>
    Store,

    /// <summary>Writes a word if it holds the expected value; answers what it held.</summary>
    CompareExchange,

    /// <summary>Writes a word and answers what it held.</summary>
    Exchange,

    /// <summary>Adds to a word and answers what it held.</summary>
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

    /// <summary>Takes an event count for the vCPU's reading of it.</summary>
    ReadCount,

    /// <summary>Makes an event count larger.</summary>
    AdvanceCount,

    /// <summary>Answers whether an event count is another than the vCPU's reading of it.</summary>
    HasAdvanced,

    /// <summary>Sleeps on an event count if it is still the vCPU's reading of it.</summary>
    WaitCount,

    /// <summary>Answers any number below a bound: the environment decides.</summary>
    Choose,

    /// <summary>Invalidates cached translations (TLBI).</summary>
    Tlbi,

    /// <summary>Waits for earlier accesses and invalidations to complete (DSB).</summary>
    Dsb,

    /// <summary>Makes what follows see the effects of what came before on translation (ISB).</summary>
    Isb,

    /// <summary>Chooses the tables and the VMID under which guests run on this vCPU (MSR VTTBR_EL2).</summary>
    WriteVttbr,

    /// <summary>A guest reads through its translation.</summary>
    GuestLoad,

    /// <summary>A guest writes through its translation.</summary>
    GuestStore,

    /// <summary>A guest fetches an instruction through its translation.</summary>
    GuestFetch,

    /// <summary>Cleans and invalidates the caches of this vCPU.</summary>
    FlushCaches,

    /// <summary>Goes on after another vCPU has ended its sleep: no code asks for it, see <see cref="Stepping.Continuation.Woken"/>.</summary>
    Woken,

    /// <summary>Sets bits of a word and answers what it held.</summary>
    FetchOr,

    /// <summary>Clears bits of a word that the operand does not have, and answers what it held.</summary>
    FetchAnd,

    /// <summary>Inverts bits of a word and answers what it held.</summary>
    FetchXor,

    /// <summary>Writes the smaller of two unsigned numbers and answers what the word held.</summary>
    FetchMin,

    /// <summary>Writes the larger of two unsigned numbers and answers what the word held.</summary>
    FetchMax,

    /// <summary>Sleeps on a word as <see cref="Wait"/> does, until a wake or until its time is up; answers which.</summary>
    TimedWait,
}
