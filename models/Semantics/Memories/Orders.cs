namespace Interlock.Semantics.Memories;

/// <summary>What a read orders (Arm ARM B2.3).</summary>
public enum ReadOrder
{
    /// <summary>Nothing but what dependencies say (LDR).</summary>
    Plain,

    /// <summary>All that follows comes after it (LDAPR).</summary>
    AcquirePc,

    /// <summary>The same, and it comes after earlier release stores (LDAR).</summary>
    Acquire,
}

/// <summary>What a write orders.</summary>
public enum WriteOrder
{
    /// <summary>Nothing but what dependencies say (STR).</summary>
    Plain,

    /// <summary>It comes after all that precedes it (STLR).</summary>
    Release,
}

/// <summary>Kinds of fences.</summary>
public enum FenceKind
{
    /// <summary>Everything against everything: DMB SY, DMB ISH, MFENCE.</summary>
    Full,

    /// <summary>Loads against everything: DMB LD.</summary>
    Load,

    /// <summary>Stores against stores: DMB ST.</summary>
    Store,

    /// <summary>ISB: what is decided by addresses and branches against later loads.</summary>
    Context,

    /// <summary>DSB SY: as <see cref="Full"/>, and everything after it waits.</summary>
    Synchronization,

    /// <summary>DSB ST: as <see cref="Store"/>, and what an ISB after it lets go waits.</summary>
    SynchronizationOfStores,

    /// <summary>What follows a sequentially consistent store of C: MFENCE on x86, nothing on Arm.</summary>
    OfStoreBuffer,

    /// <summary>An acquire fence of C.</summary>
    Acquire,

    /// <summary>A release fence of C.</summary>
    Release,
}
