namespace Interlock.Semantics.Monitors;

/// <summary>The kinds of guest accesses.</summary>
public enum GuestAccessKind
{
    /// <summary>A load.</summary>
    Load,

    /// <summary>A store.</summary>
    Store,

    /// <summary>An instruction fetch.</summary>
    Fetch,
}
