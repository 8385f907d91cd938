using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.SelfComposition;

/// <summary>Two executions that differ in private values only answer differently.</summary>
/// <param name="Left">The answers of the one.</param>
/// <param name="Right">The answers of the other.</param>
public sealed record ExecutionsDiffer(IReadOnlyList<ulong> Left, IReadOnlyList<ulong> Right) : Evidence
{
    /// <inheritdoc/>
    public override IEnumerable<Concern> Concerns => Left.Concat(Right).Select(Concern.Value);
}
