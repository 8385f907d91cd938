using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.SelfComposition;

/// <summary>A step out of a pair of states.</summary>
/// <param name="Vcpu">The vCPU that takes it.</param>
/// <param name="Left">The index of the left execution's step; null if it takes none.</param>
/// <param name="Right">The index of the right execution's step; null if it takes none.</param>
/// <param name="IsReleased">Whether the two executions declassify different values.</param>
/// <param name="Violation">The violation by the step, or null.</param>
internal readonly record struct PairStep(int Vcpu, int? Left, int? Right, bool IsReleased, Violation? Violation)
{
    /// <summary>Whether both take a step.</summary>
    public bool IsTogether => Left is not null && Right is not null;

    /// <summary>The index of its actor in the product system: actors of both executions, of the left one, of the right one.</summary>
    public int ActorOf(int vcpus) => Vcpu + (IsTogether ? 0 : Left is not null ? vcpus : 2 * vcpus);
}
