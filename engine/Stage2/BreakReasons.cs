namespace Interlock.Engine.Stage2;

/// <summary>Why a change of a valid entry to another valid one needs break-before-make; see <see cref="BreakBeforeMake"/>.</summary>
[Flags]
public enum BreakReasons
{
    /// <summary>It does not.</summary>
    None = 0,

    /// <summary>The memory type or the cacheability changes.</summary>
    MemoryType = 1 << 0,

    /// <summary>The shareability changes.</summary>
    Shareability = 1 << 1,

    /// <summary>A leaf's output address changes.</summary>
    OutputAddress = 1 << 2,

    /// <summary>A table replaces a block, or a block a table.</summary>
    Size = 1 << 3,

    /// <summary>An entry points to another table.</summary>
    NextTable = 1 << 4,

    /// <summary>The contiguous hint changes.</summary>
    Contiguous = 1 << 5,

    /// <summary>A bit changes whose meaning the engine does not rely on.</summary>
    OtherBits = 1 << 6,
}
