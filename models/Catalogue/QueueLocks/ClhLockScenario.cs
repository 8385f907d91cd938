using Interlock.Catalogue.Locks;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>A queue lock in which each vCPU spins on its predecessor's word.</summary>
public sealed class ClhLockScenario : LockScenario
{
    /// <inheritdoc/>
    public override string Name => "clh-lock";

    /// <inheritdoc/>
    public override string Summary => "vCPUs contend for a queue lock (CLH) and count in its critical section.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = LockParameters(rounds: 2, modulus: 2);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["mutual-exclusion", "no-lost-update", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = ClhMutants.All.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var (program, vcpus) = (new ConcurrentProgram(), sizes["vcpus"]);
        var tail = program.Word("tail", (ulong)vcpus);
        var nodes = program.Word("node0");
        for (var node = 1; node <= vcpus; node++)
        {
            program.Word($"node{node}");
        }

        var own = program.Word("own0");
        for (var vcpu = 1; vcpu < vcpus; vcpu++)
        {
            program.Word($"own{vcpu}", (ulong)vcpu);
        }

        var contended = variant is null ? new ClhLock(tail, nodes, own) : Variant(ClhMutants.All.Parts(), variant)(tail, nodes, own);
        Contend(program, new LockCandidate(contended), sizes);
        return program;
    }
}
