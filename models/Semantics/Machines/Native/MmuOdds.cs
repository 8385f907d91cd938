namespace Interlock.Semantics.Machines.Native;

/// <summary>How often the hardware does what it is free to do or not to do: times in 256.</summary>
/// <param name="UseCached">An access asks the TLB before it walks, and a walk starts at a table that is cached.</param>
/// <param name="Cache">A walk leaves what it met in the TLB; each descriptor, and each form of it, by itself.</param>
/// <param name="EarlyTlbi">A TLBI takes effect on a vCPU when it is issued, and not only at the DSB that completes it.</param>
/// <param name="LateContext">
/// What waits for a context synchronization, waits: the effects of a vCPU's own TLBIs on itself, and of MSR VTTBR_EL2.
/// </param>
/// <param name="Reorder">A TLBI passes stores before it that no DSB stands behind, and misses what they overwrote.</param>
/// <param name="Speculate">An operation is preceded by a walk that nobody asked for.</param>
/// <param name="Linger">An access takes its time between its translation and memory: some microseconds.</param>
public sealed record MmuOdds(
    int UseCached = 224,
    int Cache = 192,
    int EarlyTlbi = 64,
    int LateContext = 192,
    int Reorder = 192,
    int Speculate = 16,
    int Linger = 1);
