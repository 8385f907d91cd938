using Interlock.Catalogue.Locks;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Primitives;

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
    public override IReadOnlyList<Mutant> Mutants { get; } = TicketLockMutants.All.Listed();

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        var program = new ConcurrentProgram();
        var candidate = variant is null
            ? Shipped(program, Modulus(sizes))
            : Variant(TicketLockMutants.All.Parts(), variant)(program, sizes, Modulus(sizes));
        Contend(program, candidate, sizes);
        program.WatchIfTested(new FifoOrder(candidate.Next, sizes["vcpus"], candidate.TicketOf)); // two vCPUs of one round need not wait
        return program;
    }

    /// <summary>The production lock.</summary>
    internal static LockCandidate Shipped(ConcurrentProgram program, ulong modulus) =>
        InWords(program, modulus, (next, serving) => new TicketLock(next, serving));

    /// <summary>A lock of the two words of the production lock.</summary>
    internal static LockCandidate InWords(ConcurrentProgram program, ulong modulus, Func<Address, Address, ILock> make)
    {
        var next = program.Word("next", modulus: modulus);
        var serving = program.Word("serving", modulus: modulus);
        return new LockCandidate(make(next, serving)) { Next = next };
    }
}
