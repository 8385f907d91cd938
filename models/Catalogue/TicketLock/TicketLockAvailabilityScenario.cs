using Interlock.Catalogue.Locks;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.TicketLocks;

/// <summary>Whoever asks for the ticket lock gets it. The mutex in its place does not promise that.</summary>
public sealed class TicketLockAvailabilityScenario : ProgramScenario
{
    private static readonly Dictionary<string, Func<ConcurrentProgram, ulong, ILock>> Locks = new()
    {
        ["unfair-lock"] = (program, _) => new FlagLock(program.Word("flag")),
        ["flag-in-turn"] = (program, modulus) => new TurnAndFlag(Next(program, modulus), Serving(program, modulus), program.Word("flag")),
        ["mutex-for-ticket-lock"] = (program, _) => new FutexMutex(program.Word("word")),
        ["events-for-ticket-lock"] = (program, modulus) => new WfeTicketLock(Next(program, modulus), Serving(program, modulus)),
    };

    /// <inheritdoc/>
    public override string Name => "ticket-lock-availability";

    /// <inheritdoc/>
    public override string Summary => "vCPUs take a ticket lock for ever; if all are scheduled fairly, whoever asks gets it.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("vcpus", 3, 1, 63, "vCPUs that contend for the lock"),
        new("modulus", 4, 2, 65536, "value at which tickets wrap; fewer than vcpus break the lock"),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["starvation-freedom", "mutual-exclusion", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "unfair-lock",
            "starvation-freedom",
            "L-13 (Linux d13316614633: qrwlock starves writers)",
            new Dictionary<string, int> { ["vcpus"] = 2 },
            "flag-in-turn",
            "The flag is only asked for in turn.")
        {
            Family = Family.Availability,
        },
        new(
            "mutex-for-ticket-lock",
            "starvation-freedom",
            "L-13 (not a bug of the mutex: the one that ships lets whoever comes overtake those who wait, for ever if need be)",
            new Dictionary<string, int> { ["vcpus"] = 2 },
            "events-for-ticket-lock",
            "Who sleeps until an event still is served in turn.")
        {
            Family = Family.Availability,
        },
    ];

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var program = new ConcurrentProgram();
        var modulus = (ulong)sizes["modulus"];
        var contended = variant is null
            ? new TicketLock(Next(program, modulus), Serving(program, modulus))
            : Variant(Locks, variant)(program, modulus);
        LockAvailability.Contend(program, contended, sizes["vcpus"]);
        program.MustRespond("starvation-freedom", LockNotes.Requested, LockNotes.Acquired, Fairness.Weak);
        return program;
    }

    private static Address Next(ConcurrentProgram program, ulong modulus) => program.Word("next", modulus: modulus);

    private static Address Serving(ConcurrentProgram program, ulong modulus) => program.Word("serving", modulus: modulus);
}
