using Interlock.Catalogue.Locks;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.QueueLocks;

/// <summary>A queue lock in which each vCPU spins on a word of its own.</summary>
public sealed class McsLockScenario : LockScenario
{
    /// <inheritdoc/>
    public override string Name => "mcs-lock";

    /// <inheritdoc/>
    public override string Summary => "vCPUs contend for a queue lock (MCS) and count in its critical section.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = LockParameters(rounds: 2, modulus: 2);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["mutual-exclusion", "no-lost-update", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = McsMutants.All.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var (program, vcpus) = (new ConcurrentProgram(), sizes["vcpus"]);
        var tail = program.Word("tail");
        var nodes = program.Word("next0");
        program.Word("waits0");
        for (var vcpu = 1; vcpu < vcpus; vcpu++)
        {
            program.Word($"next{vcpu}");
            program.Word($"waits{vcpu}");
        }

        var contended = variant is null ? new McsLock(tail, nodes) : Variant(McsMutants.All.Parts(), variant)(tail, nodes);
        Contend(program, new LockCandidate(contended), sizes);
        return program;
    }
}
