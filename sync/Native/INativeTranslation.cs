namespace Interlock.Sync.Native;

/// <summary>
/// What translation does on real threads: TLBs, their maintenance, and guests' accesses. Every member is called on the
/// thread of the vCPU that it names, and is complete when it returns.
/// </summary>
public interface INativeTranslation
{
    /// <summary>MSR VTTBR_EL2.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="vttbr">VMID in bits 63:48, address of the root table below; zero for no guest.</param>
    void WriteVttbr(int vcpu, ulong vttbr);

    /// <summary>Issues a TLBI. It is certain to have happened only after a <see cref="Dsb"/>.</summary>
    /// <param name="vcpu">Who issues it.</param>
    /// <param name="kind">Which.</param>
    /// <param name="ipa">The intermediate physical address in bytes, for the kinds that take one.</param>
    void Tlbi(int vcpu, TlbiKind kind, ulong ipa);

    /// <summary>Completes what its kind waits for. The fence that memory needs has been made.</summary>
    void Dsb(int vcpu, DsbKind kind);

    /// <summary>Synchronizes the vCPU's context.</summary>
    void Isb(int vcpu);

    /// <summary>A guest reads; the value, or a <see cref="GuestFault"/>.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="ipa">Where, in bytes.</param>
    ulong GuestLoad(int vcpu, ulong ipa);

    /// <summary>A guest writes; zero, or a <see cref="GuestFault"/>.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="ipa">Where, in bytes.</param>
    /// <param name="value">What.</param>
    ulong GuestStore(int vcpu, ulong ipa, ulong value);

    /// <summary>A guest fetches an instruction; zero, or a <see cref="GuestFault"/>.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="ipa">Where, in bytes.</param>
    ulong GuestFetch(int vcpu, ulong ipa);

    /// <summary>The vCPU has written a word itself, which may have held a descriptor.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="address">The word.</param>
    /// <param name="before">What it held.</param>
    /// <param name="after">What it holds now.</param>
    void Overwritten(int vcpu, Address address, ulong before, ulong after);
}
