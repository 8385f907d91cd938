using Interlock.Sync;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>A scheduling point, in the words of Coyote's traces.</summary>
internal enum PointKind
{
    /// <summary>An operation has completed.</summary>
    Default,

    /// <summary>An operation waits for a condition.</summary>
    Pause,

    /// <summary>An operation lets others go first.</summary>
    Yield,

    /// <summary>Before a load.</summary>
    Read,

    /// <summary>Before what may write a word.</summary>
    Write,

    /// <summary>Before anything else.</summary>
    Interleave,
}

/// <summary>Which scheduling point is before which operation.</summary>
internal static class PointKinds
{
    /// <summary>The scheduling point of an operation.</summary>
    /// <param name="operation">The operation; null for a step of a model.</param>
    /// <param name="isSpinning">Whether the code has said that it spins.</param>
    public static PointKind Of(Operation? operation, bool isSpinning) => operation?.Kind switch
    {
        _ when isSpinning => PointKind.Yield,
        OperationKind.Load => PointKind.Read,
        OperationKind.Store => PointKind.Write,
        { } kind when kind.IsAtomic() => PointKind.Write,
        _ => PointKind.Interleave,
    };
}
