using Interlock.Semantics.Machines.StageTwo;
using Interlock.Sync;

namespace Interlock.Semantics.Machines;

/// <summary>What one vCPU translates by in a state, for who draws it.</summary>
/// <param name="Vcpu">The vCPU.</param>
/// <param name="Vttbr">What its VTTBR_EL2 holds.</param>
/// <param name="Earlier">What it held before, that walks and TLBIs may still use until the next ISB.</param>
/// <param name="Held">What its TLB and walk caches may hold.</param>
/// <param name="Pending">The TLBIs that it has issued and that are not certain to have had their effect.</param>
public sealed record VcpuView(
    int Vcpu,
    ulong Vttbr,
    IReadOnlyList<ulong> Earlier,
    IReadOnlyList<HeldTranslation> Held,
    IReadOnlyList<PendingTlbi> Pending);

/// <summary>A translation, or a part of one, that a vCPU may hold.</summary>
/// <param name="Form">In which form.</param>
/// <param name="Vmid">The VMID that it is tagged with.</param>
/// <param name="IpaPage">The first IPA page that it translates.</param>
/// <param name="IpaPages">How many it translates.</param>
/// <param name="Level">The level of the descriptor: zero is the root's.</param>
/// <param name="Descriptor">The descriptor, software bits left out.</param>
/// <param name="Source">The word of memory that it was read from.</param>
/// <param name="IsInMemory">Whether that word still says so.</param>
public readonly record struct HeldTranslation(
    TlbForm Form, ulong Vmid, ulong IpaPage, ulong IpaPages, int Level, ulong Descriptor, string Source, bool IsInMemory)
{
    /// <summary>The index of the word that it was read from.</summary>
    public int SourceWord { get; init; }
}

/// <summary>A TLBI that is not certain to have had its effect.</summary>
/// <param name="Kind">The instruction.</param>
/// <param name="IpaPage">The IPA page, for the kinds that take one.</param>
/// <param name="Vmid">The VMID under which it was issued.</param>
/// <param name="IsSynchronized">
/// Whether a DSB has completed it, so that only the vCPU that issued it may not know yet, until its next ISB.
/// </param>
/// <param name="Missed">The words whose old descriptors it may miss, because no DSB stands between their overwriting and it.</param>
public sealed record PendingTlbi(
    TlbiKind Kind, ulong IpaPage, ulong Vmid, bool IsSynchronized, IReadOnlyList<string> Missed);
