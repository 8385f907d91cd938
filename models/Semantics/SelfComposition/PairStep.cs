using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.SelfComposition;

/// <summary>A step out of a pair of states.</summary>
/// <param name="Vcpu">Whose it is.</param>
/// <param name="Left">Which step of the left execution; null if it takes none.</param>
/// <param name="Right">Which step of the right execution; null if it takes none.</param>
/// <param name="IsReleased">Whether the victim releases something else in one than in the other.</param>
/// <param name="Violation">What it breaks; null if nothing.</param>
internal readonly record struct PairStep(int Vcpu, int? Left, int? Right, bool IsReleased, Violation? Violation)
{
    /// <summary>Whether both take a step.</summary>
    public bool IsTogether => Left is not null && Right is not null;

    /// <summary>Its actor among those of pairs: those of both, those of the left execution, those of the right one.</summary>
    public int ActorOf(int vcpus) => Vcpu + (IsTogether ? 0 : Left is not null ? vcpus : 2 * vcpus);
}
