namespace Interlock.Sync;

/// <summary>How a guest's access answers that it was not performed: no value of guest memory has the top bit set.</summary>
public static class GuestFault
{
    /// <summary>No valid descriptor translates the address.</summary>
    public const ulong Translation = 1UL << 63;

    /// <summary>The descriptor does not permit the access.</summary>
    public const ulong Permission = Translation | 1;

    /// <summary>The TLB may hold two translations of the address that contradict each other.</summary>
    public const ulong TlbConflict = Translation | 2;

    /// <summary>Whether an answer is a fault.</summary>
    public static bool Is(ulong answer) => (answer & Translation) != 0;
}
