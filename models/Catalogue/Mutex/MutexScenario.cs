using Interlock.Catalogue.Locks;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.Mutexes;

/// <summary>Workload W2: a sleeping mutex, for some rounds or for ever.</summary>
public sealed class MutexScenario : LockScenario
{
    /// <inheritdoc/>
    public override string Name => "mutex";

    /// <inheritdoc/>
    public override string Summary => "vCPUs contend for a sleeping mutex and count in its critical section.";

    // Rounds end by default: for ever, a newcomer can always still wake a sleeper that was forgotten.
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = LockParameters(rounds: 2, modulus: 2);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["mutual-exclusion", "no-lost-update", "no-lost-wake-up", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = MutexMutants.All.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var program = new ConcurrentProgram();
        var candidate = variant is null
            ? Shipped(program, sizes["vcpus"])
            : Variant(MutexMutants.All.Parts(), variant)(program);
        Contend(program, candidate, sizes);
        return program;
    }

    // The production mutex. It must be seen to sleep; variants may spin instead.
    private static LockCandidate Shipped(ConcurrentProgram program, int vcpus)
    {
        var word = program.Word("word");
        if (vcpus > 1)
        {
            program.Watch(new FallsAsleep(word));
        }

        return new LockCandidate(new FutexMutex(word));
    }
}
