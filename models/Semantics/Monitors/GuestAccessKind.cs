namespace Interlock.Semantics.Monitors;

/// <summary>What a guest does with memory.</summary>
public enum GuestAccessKind
{
    /// <summary>It reads.</summary>
    Load,

    /// <summary>It writes.</summary>
    Store,

    /// <summary>It fetches an instruction.</summary>
    Fetch,
}
