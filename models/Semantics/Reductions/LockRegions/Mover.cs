namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>How an operation commutes with the steps of other vCPUs next to it (Lipton 1975).</summary>
internal enum Mover
{
    /// <summary>It may not: at most one of these is in a transaction.</summary>
    None,

    /// <summary>It may as well happen later: taking a lock.</summary>
    Right,

    /// <summary>It may as well happen earlier: releasing a lock.</summary>
    Left,

    /// <summary>Either: what only this vCPU can do as long as it holds its locks.</summary>
    Both,
}
