using Interlock.Catalogue.Locks;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>Workloads W1 and W1b: a ticket lock, once or for ever.</summary>
public sealed class TicketLockScenario : LockScenario
{
    /// <inheritdoc/>
    public override string Name => "ticket-lock";

    /// <inheritdoc/>
    public override string Summary => "vCPUs contend for a ticket lock and count in its critical section.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = LockParameters(rounds: 0, modulus: 8);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
    [
        "mutual-exclusion", "fifo-order", "no-lost-update", "no-lost-wake-up", "deadlock-freedom", "progress",
        "no-run-time-error",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes, "no-lost-wake-up");

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants => TicketLockMutants.All;

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var program = new ConcurrentProgram();
        var candidate = variant is null
            ? TicketLockCandidates.Shipped(program, Modulus(sizes))
            : Variant(TicketLockCandidates.All, variant)(program, sizes, Modulus(sizes));
        Contend(program, candidate, sizes);
        program.WatchIfTested(new FifoOrder(candidate.Next, sizes["vcpus"], candidate.TicketOf)); // two vCPUs of one round need not wait
        return program;
    }
}
