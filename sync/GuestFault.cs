namespace Interlock.Sync;

/// <summary>The results of a guest access that was not performed. No value of guest memory has the top bit set.</summary>
public static class GuestFault
{
    /// <summary>No valid descriptor translates the address.</summary>
    public const ulong Translation = 1UL << 63;

    /// <summary>The descriptor does not permit the access.</summary>
    public const ulong Permission = Translation | 1;

    /// <summary>The TLB may hold two contradicting translations of the address.</summary>
    public const ulong TlbConflict = Translation | 2;

    /// <summary>Whether a result is a fault.</summary>
    public static bool Is(ulong answer) => (answer & Translation) != 0;
}
