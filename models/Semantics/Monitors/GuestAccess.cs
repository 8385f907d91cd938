using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>An outcome of a guest's access: what it reached and through which translation, or how it faulted.</summary>
/// <param name="Kind">What the guest did.</param>
/// <param name="Ipa">Where, in bytes.</param>
/// <param name="Vttbr">The VMID (bits 63:48) and the tables under which it was translated.</param>
/// <param name="Word">The word that it reached; means nothing if it faulted.</param>
/// <param name="Descriptor">The block or page descriptor by which it was translated; zero if it faulted.</param>
/// <param name="Fault">How it faulted, as <see cref="GuestFault"/> says; zero if it did not.</param>
public readonly record struct GuestAccess(
    GuestAccessKind Kind, ulong Ipa, ulong Vttbr, Address Word, ulong Descriptor, ulong Fault)
{
    /// <summary>Whether it reached nothing.</summary>
    public bool IsFault => Fault != 0;
}
