using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>An outcome of a guest access: the word and its translation, or a fault.</summary>
/// <param name="Kind">The kind of access.</param>
/// <param name="Ipa">The intermediate physical address, in bytes.</param>
/// <param name="Vttbr">The VMID (bits 63:48) and the tables under which it was translated.</param>
/// <param name="Word">The word that it reached; meaningless if it faulted.</param>
/// <param name="Descriptor">The block or page descriptor by which it was translated; zero if it faulted.</param>
/// <param name="Fault">The <see cref="GuestFault"/>; zero if it did not fault.</param>
public readonly record struct GuestAccess(
    GuestAccessKind Kind, ulong Ipa, ulong Vttbr, Address Word, ulong Descriptor, ulong Fault)
{
    /// <summary>Whether the access faulted.</summary>
    public bool IsFault => Fault != 0;
}
