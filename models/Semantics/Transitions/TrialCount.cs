using System.Numerics;

namespace Interlock.Semantics.Transitions;

/// <summary>The occurrences of a <see cref="Trial"/>.</summary>
/// <param name="Times">The number of occurrences.</param>
/// <param name="Vcpus">The vCPUs concerned, one bit each.</param>
public readonly record struct TrialCount(long Times, ulong Vcpus)
{
    /// <summary>The sum of two counts.</summary>
    public TrialCount And(TrialCount other) => new(Times + other.Times, Vcpus | other.Vcpus);

    /// <summary>The number of times a property was exercised; zero if its trial needs more vCPUs than these.</summary>
    public long Of(Trial trial, long steps) => trial.IsEveryStep ? steps : BitOperations.PopCount(Vcpus) >= trial.LeastVcpus ? Times : 0;
}
