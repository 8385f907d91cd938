namespace Interlock.Engine.Stage2;

/// <summary>The kinds of accesses.</summary>
public enum AccessKind
{
    /// <summary>Loads data.</summary>
    Read,

    /// <summary>Stores data.</summary>
    Write,

    /// <summary>Fetches an instruction.</summary>
    Fetch,
}
