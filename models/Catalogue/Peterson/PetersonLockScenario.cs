using Interlock.Catalogue.Locks;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;

namespace Interlock.Catalogue.PetersonLocks;

/// <summary>Peterson's lock, of loads and stores alone.</summary>
public sealed class PetersonLockScenario : LockScenario
{
    /// <inheritdoc/>
    public override string Name => "peterson-lock";

    /// <inheritdoc/>
    public override string Summary => "Two vCPUs contend for Peterson's lock, which has no atomics, and count in its critical section.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("vcpus", 2, 1, 2, "vCPUs that contend for the lock"),
        .. LockParameters(rounds: 2, modulus: 2).Where(parameter => parameter.Name != "vcpus"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["mutual-exclusion", "no-lost-update", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } = PetersonMutants.All.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var program = new ConcurrentProgram();
        var wants = program.Word("wants0");
        program.Word("wants1");
        var turn = program.Word("turn");
        var contended = variant is null
            ? Shipped(wants, turn)
            : Variant(PetersonMutants.All.Parts(), variant)(wants, turn);
        Contend(program, new LockCandidate(contended), sizes);
        return program;
    }

    // The lock that is right: all its accesses are sequentially consistent.
    private static PetersonLock Shipped(Address wants, Address turn) => new(
        wants,
        turn,
        MemoryOrder.SequentiallyConsistent,
        MemoryOrder.SequentiallyConsistent,
        MemoryOrder.SequentiallyConsistent,
        isFencedBetween: false,
        isFencedAfter: false);
}
