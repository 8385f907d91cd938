using System.Runtime.CompilerServices;
using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>At most one vCPU is between acquiring the lock and releasing it.</summary>
/// <param name="vcpus">The number of contending vCPUs; it decides which witnesses are possible.</param>
public sealed class MutualExclusion(int vcpus) : PropertyMonitor
{
    // State: the holder plus one, and a bit per vCPU that has asked and does not hold the lock yet.
    private const int Holder = 0;
    private const int Waiting = 1;

    /// <inheritdoc/>
    public override string Property => "mutual-exclusion";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
        [new("mutual-exclusion", "a vCPU that asks for the lock while another one holds it, or holds it while another one asks")];

    /// <inheritdoc/>
    public override int StateWords => 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Witnesses { get; } =
        vcpus > 1 ? ["acquired", "acquired-while-others-wait"] : ["acquired"];

    /// <inheritdoc/>
    public override bool Commutes(Note note) => note.Name is not (LockNotes.Acquired or LockNotes.Releasing);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // called in most transitions, from the first
    public override void OnNote(Observation step, int vcpu, Note note)
    {
        switch (note.Name)
        {
            case LockNotes.Requested:
                step[Waiting] |= 1UL << vcpu;
                if (step[Holder] != 0 && step[Holder] != (ulong)vcpu + 1)
                {
                    step.Try(0, vcpu);
                }

                break;
            case LockNotes.Acquired:
                if (step[Holder] != 0)
                {
                    step.Violate(
                        $"vcpu{vcpu} acquired the lock while vcpu{step[Holder] - 1} held it", new TwoHolders((int)step[Holder] - 1, vcpu));
                }

                step[Holder] = (ulong)vcpu + 1;
                step[Waiting] &= ~(1UL << vcpu);
                step.Witness(0);
                if (vcpus > 1 && step[Waiting] != 0)
                {
                    step.Witness(1);
                    step.Try(0, vcpu);
                }

                break;
            case LockNotes.Releasing:
                step[Holder] = 0;
                break;
        }
    }
}

/// <summary>Two vCPUs hold one lock.</summary>
/// <param name="First">The vCPU that held it.</param>
/// <param name="Second">The vCPU that acquired it then.</param>
public sealed record TwoHolders(int First, int Second) : Evidence;
