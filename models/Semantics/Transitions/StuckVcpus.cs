using Interlock.Sync;

namespace Interlock.Semantics.Transitions;

/// <summary>vCPUs that wait for ever.</summary>
/// <param name="Vcpus">The vCPUs; of a deadlock all that have not finished, else the one that never comes to its goal.</param>
public sealed record StuckVcpus(IReadOnlyList<StuckVcpu> Vcpus) : Evidence;

/// <summary>A vCPU that waits for ever.</summary>
/// <param name="Vcpu">Its index among the actors.</param>
/// <param name="Operation">Its pending operation.</param>
/// <param name="Text">The operation in words.</param>
/// <param name="Word">The name of the word that the operation concerns; empty if there is none.</param>
/// <param name="IsHeldUp">Whether a merged lock region of another vCPU keeps it from its operation.</param>
public sealed record StuckVcpu(int Vcpu, Operation Operation, string Text, string Word, bool IsHeldUp)
{
    /// <summary>The place of the operation.</summary>
    public Site Site => Operation.Site;
}
