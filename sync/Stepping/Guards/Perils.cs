namespace Interlock.Sync.Stepping.Guards;

/// <summary>What code may do that ends a process or keeps a thread.</summary>
[Flags]
internal enum Perils
{
    /// <summary>It comes to an end.</summary>
    None = 0,

    /// <summary>It calls itself, directly or through methods that are known.</summary>
    Circle = 1,

    /// <summary>It calls what an object or a delegate comes to, which may call it again.</summary>
    Unknown = 2,

    /// <summary>It has a loop.</summary>
    Loop = 4,
}
