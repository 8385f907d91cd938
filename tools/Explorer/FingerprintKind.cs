namespace Interlock.Explorer;

/// <summary>What the visited set keeps of a state.</summary>
public enum FingerprintKind
{
    /// <summary>64 bits.</summary>
    Bits64,

    /// <summary>128 bits.</summary>
    Bits128,

    /// <summary>All of it: nothing can collide.</summary>
    Exact,
}
