using Interlock.Semantics.Transitions;
using Interlock.Sync;

namespace Interlock.Semantics.Monitors;

/// <summary>
/// Witnesses that vCPUs sleep on a word. It rejects no step: without it, a lock that spins instead would count as one
/// that never loses a wake-up.
/// </summary>
/// <param name="word">The word.</param>
public sealed class FallsAsleep(Address word) : PropertyMonitor
{
    /// <inheritdoc/>
    public override string Property => "no-lost-wake-up";

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new("no-lost-wake-up", "a vCPU that sleeps on the word")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Witnesses { get; } = ["slept"];

    /// <inheritdoc/>
    public override IReadOnlyList<Address> Watched { get; } = [word];

    /// <inheritdoc/>
    public override void OnSleep(Observation step, int vcpu, Operation operation)
    {
        step.Witness(0);
        step.Try(0, vcpu);
    }
}
