using Interlock.Catalogue.Locks;
using Interlock.Catalogue.TicketLocks;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Primitives;

namespace Interlock.Catalogue.Mutexes;

/// <summary>
/// What the mutex promises: somebody gets in again and again. That everybody does it does not promise; that is shown by
/// <c>mutex-for-ticket-lock</c> of <see cref="TicketLockAvailabilityScenario"/>.
/// </summary>
public sealed class MutexAvailabilityScenario : ProgramScenario
{
    private static readonly Dictionary<string, Func<Address, ILock>> Locks = new()
    {
        ["lock-backs-off"] = word => new BacksOff(word),
        ["lock-backs-off-once"] = word => new BacksOffOnce(word),
    };

    /// <inheritdoc/>
    public override string Name => "mutex-availability";

    /// <inheritdoc/>
    public override string Summary => "vCPUs take a mutex for ever; if all are scheduled fairly, somebody gets it again and again.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = [new("vcpus", 3, 1, 63, "vCPUs that contend for the mutex")];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["livelock-freedom", "mutual-exclusion", "no-lost-wake-up", "deadlock-freedom", "progress", "no-run-time-error"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "lock-backs-off",
            "livelock-freedom",
            "L-20 (Drepper, Futexes Are Tricky: two contenders keep changing the word, and nobody gets in)",
            new Dictionary<string, int> { ["vcpus"] = 2 },
            "lock-backs-off-once",
            "Who waits changes the word only to take the lock.")
        {
            Family = Family.Availability,
        },
    ];

    /// <inheritdoc/>
    protected override ConcurrentProgram Program(Sizes sizes, string? variant)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        LockAvailability.Contend(program, variant is null ? new FutexMutex(word) : Variant(Locks, variant)(word), sizes["vcpus"]);
        program.MustRecur("livelock-freedom", LockNotes.Acquired, Fairness.Weak);
        return program;
    }
}
