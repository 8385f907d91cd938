namespace Interlock.Sync.Native;

/// <summary>
/// Translation on real threads: TLBs, their maintenance, and accesses of guests. Every member is called on the thread of
/// the vCPU that it names, and is complete when it returns.
/// </summary>
public interface INativeTranslation
{
    /// <summary>MSR VTTBR_EL2.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="vttbr">VMID in bits 63:48, address of the root table below; zero for no guest.</param>
    void WriteVttbr(int vcpu, ulong vttbr);

    /// <summary>Issues a TLBI. It is certain to be complete only after a <see cref="Dsb"/>.</summary>
    /// <param name="vcpu">The issuing vCPU.</param>
    /// <param name="kind">The kind of TLBI.</param>
    /// <param name="ipa">The intermediate physical address in bytes, for the kinds that take one.</param>
    void Tlbi(int vcpu, TlbiKind kind, ulong ipa);

    /// <summary>Completes the invalidations that its kind waits for. The fence for memory precedes this call.</summary>
    void Dsb(int vcpu, DsbKind kind);

    /// <summary>Synchronizes the vCPU's context.</summary>
    void Isb(int vcpu);

    /// <summary>A guest reads a word; returns the value, or a <see cref="GuestFault"/>.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="ipa">The intermediate physical address, in bytes.</param>
    ulong GuestLoad(int vcpu, ulong ipa);

    /// <summary>A guest writes a word; returns zero, or a <see cref="GuestFault"/>.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="ipa">The intermediate physical address, in bytes.</param>
    /// <param name="value">The value.</param>
    ulong GuestStore(int vcpu, ulong ipa, ulong value);

    /// <summary>A guest fetches an instruction; returns zero, or a <see cref="GuestFault"/>.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="ipa">The intermediate physical address, in bytes.</param>
    ulong GuestFetch(int vcpu, ulong ipa);

    /// <summary>The vCPU has written a word that may have held a descriptor.</summary>
    /// <param name="vcpu">The vCPU.</param>
    /// <param name="address">The word.</param>
    /// <param name="before">The old value.</param>
    /// <param name="after">The new value.</param>
    void Overwritten(int vcpu, Address address, ulong before, ulong after);
}
