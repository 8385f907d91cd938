namespace Interlock.Semantics.Reductions.LockRegions;

/// <summary>How an operation commutes with the steps of other vCPUs next to it (Lipton 1975).</summary>
internal enum Mover
{
    /// <summary>It does not commute: a transaction has at most one such operation.</summary>
    None,

    /// <summary>A right mover, which may be moved later: taking a lock.</summary>
    Right,

    /// <summary>A left mover, which may be moved earlier: releasing a lock.</summary>
    Left,

    /// <summary>Both: an operation that only this vCPU can do while it holds its locks.</summary>
    Both,
}
