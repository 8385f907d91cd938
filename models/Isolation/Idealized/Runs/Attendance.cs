using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Idealized.Runs;

/// <summary>
/// Availability: an OS that waits for the hypervisor is given control again, if the hypervisor is scheduled fairly. An OS need not ask for
/// anything: it can compute for ever [VirtualCert's silent], so what it does not give away the hypervisor must take from it.
/// </summary>
/// <param name="platform">The platform.</param>
/// <param name="schedule">How the hypervisor shares the processor.</param>
internal sealed class Attendance(Platform platform, Schedule schedule) : Model<Scheduled>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } = PlatformModel.ActorsOf(platform.Shape);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<Scheduled, bool> Seen)> Witnesses { get; } =
        [.. Enumerable.Range(0, platform.Shape.Oses).Select(os =>
            ($"os{os} waits", new Func<Scheduled, bool>(scheduled => scheduled.Platform.Oses[os].Asks)))];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<Scheduled, bool> Holds)> Invariants { get; } =
        [
            .. ValidState.Of(platform.Shape)
                .Select(condition => (condition.Name, new Func<Scheduled, bool>(scheduled => condition.Holds(scheduled.Platform)))),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<LivenessProperty<Scheduled>> Liveness { get; } =
        [.. Enumerable.Range(0, platform.Shape.Oses).Select(os => new LivenessProperty<Scheduled>(
            "availability",
            Fairness.Weak,
            scheduled => scheduled.Platform is { IsWaiting: false } state && state.Active == os,
            scheduled => scheduled.Platform.Oses[os].Asks)
        {
            Promise = $"os{os} is given control",
        })];

    /// <inheritdoc/>
    public override IEnumerable<Scheduled> Initial() => [new(PlatformState.Boot(platform.Shape), new Turn(0, false))];

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<Scheduled>> Enabled(Scheduled scheduled)
    {
        foreach (var action in platform.Actions.Where(action => action.IsOfOs))
        {
            if (platform.Step(scheduled.Platform, action) is { } next)
            {
                yield return new(action.Os, action.ToString(), scheduled with { Platform = next });
            }
        }

        if (!scheduled.Platform.IsWaiting)
        {
            yield return new(scheduled.Platform.Active, "compute", scheduled);
        }

        if (schedule.Next(scheduled.Platform, scheduled.Turn) is var (chosen, turn)
            && platform.Step(scheduled.Platform, chosen) is { } after)
        {
            yield return new(PlatformModel.ActorOf(platform.Shape, chosen), chosen.ToString(), new Scheduled(after, turn));
        }
    }

    /// <inheritdoc/>
    public override bool MayEnd(Scheduled scheduled) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Values(Scheduled scheduled) =>
        [
            .. scheduled.Platform.Values,
            new NamedValue("turn", $"os{scheduled.Turn.Os}{(scheduled.Turn.IsAnswered ? ", answered" : string.Empty)}"),
        ];
}
