using System.Threading;
using Interlock.Sync.Native;

namespace Interlock.Semantics.Machines.Native;

/// <summary>
/// What translation keeps for one vCPU. The TLB is guarded by a lock that the vCPU holds for the length of an access and
/// that others take to invalidate, so that nobody invalidates in the middle of one; all else is the vCPU's own.
/// </summary>
internal sealed class VcpuTranslation(int index, int capacity, ulong seed)
{
    private const ulong OwnStream = 1 << 16; // beside those of the code's own choices

    private int held;
    private int wanted;

    public int Index { get; } = index;

    public SoftwareTlb Tlb { get; } = new(capacity);

    public SeededChoices Choices { get; } = new(seed, OwnStream + (ulong)index);

    /// <summary>VTTBR_EL2 as translations see it.</summary>
    public ulong Vttbr { get; set; }

    /// <summary>VTTBR_EL2 as it was written last: it holds from the next context synchronization at the latest.</summary>
    public ulong WrittenVttbr { get; set; }

    /// <summary>TLBIs that no DSB has completed.</summary>
    public List<PostedInvalidation> Posted { get; } = [];

    /// <summary>TLBIs that are complete, and whose effects here wait for a context synchronization.</summary>
    public List<PostedInvalidation> Lagging { get; } = [];

    /// <summary>Valid descriptors that were overwritten here since the last DSB.</summary>
    public List<(int Source, ulong Descriptor)> Overwritten { get; } = [];

    /// <summary>
    /// The vCPU itself waits until nobody else is at its TLB or wants to be: guests that never pause would starve who
    /// invalidates. Nothing that can block happens while it is held.
    /// </summary>
    public void Enter()
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref wanted) > 0 || Interlocked.CompareExchange(ref held, 1, 0) != 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Another vCPU, or this one, waits to invalidate.</summary>
    public void EnterToInvalidate()
    {
        var spin = default(SpinWait);
        Interlocked.Increment(ref wanted);
        while (Interlocked.CompareExchange(ref held, 1, 0) != 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        Interlocked.Decrement(ref wanted);
    }

    /// <summary>Lets others at the TLB. A release: who comes next sees what was accessed.</summary>
    public void Leave() => Volatile.Write(ref held, 0);
}
