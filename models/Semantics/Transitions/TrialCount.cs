using System.Numerics;

namespace Interlock.Semantics.Transitions;

/// <summary>How often a <see cref="Trial"/> was seen, and of whom.</summary>
/// <param name="Times">How often.</param>
/// <param name="Vcpus">Of which vCPUs, a bit each.</param>
public readonly record struct TrialCount(long Times, ulong Vcpus)
{
    /// <summary>Both counts together.</summary>
    public TrialCount And(TrialCount other) => new(Times + other.Times, Vcpus | other.Vcpus);

    /// <summary>How often a property was put to the test: not at all if it takes more vCPUs than these.</summary>
    public long Of(Trial trial, long steps) => trial.IsEveryStep ? steps : BitOperations.PopCount(Vcpus) >= trial.LeastVcpus ? Times : 0;
}
