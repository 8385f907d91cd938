using Interlock.Isolation.Idealized.Runs;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;

namespace Interlock.Catalogue.Idealized;

/// <summary>Availability: an OS that waits is given control again.</summary>
public sealed class IdealAvailabilityScenario : IdealScenario
{
    private static readonly Dictionary<string, Func<Schedule>> Schedules = new()
    {
        ["schedule-prefers-first"] = () => new PrefersFirst(),
        ["schedule-skips-idle"] = () => new SkipsIdle(),
        ["schedule-without-preemption"] = () => new Cooperates(),
        ["schedule-interrupts-for-others"] = () => new InterruptsForOthers(),
    };

    /// <inheritdoc/>
    public override string Name => "ideal-availability";

    /// <inheritdoc/>
    public override string Summary =>
        "The hypervisor gives turns to OSes that may compute for ever; if it is scheduled fairly, an OS that waits is given control again.";

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters { get; } = ParametersOf(oses: 3, pages: 4, errors: 0);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Properties { get; } =
        ["availability", "valid-mode", "valid-map", "valid-tables", "valid-caches", "deadlock-freedom"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClaimsAt(Sizes sizes) => ClaimsByDefault(sizes);

    /// <inheritdoc/>
    public override IReadOnlyList<Mutant> Mutants { get; } =
    [
        new(
            "schedule-prefers-first",
            "availability",
            "L-13 (Linux d13316614633: who comes again overtakes who waits)",
            At(("oses", 2)),
            "schedule-skips-idle",
            "Who waits comes next in the round.")
        {
            Family = Family.Availability,
        },
        new(
            "schedule-without-preemption",
            "availability",
            "L-13 (as Linux d13316614633: nothing ends the wait but the one that is waited for)",
            At(("oses", 2)),
            "schedule-interrupts-for-others",
            "Where nobody waits nobody is kept waiting.")
        {
            Family = Family.Availability,
        },
    ];

    /// <inheritdoc/>
    public override TransitionSystem Build(Sizes sizes, string? variant = null)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        return new Attendance(PlatformOf(sizes, null), variant is null ? new Schedule() : Variant(Schedules, variant)()).AsSystem();
    }
}
