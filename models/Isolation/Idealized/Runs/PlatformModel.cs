using Interlock.Isolation.Idealized.Axioms;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Idealized.Runs;

/// <summary>A platform on which everybody does whatever is possible; every step is compared with the axioms.</summary>
/// <param name="platform">The platform.</param>
internal sealed class PlatformModel(Platform platform) : Model<PlatformState>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } = ActorsOf(platform.Shape);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<PlatformState, bool> Holds)> Invariants { get; } = [.. ValidState.Of(platform.Shape)];

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
    [
        new("read-isolation", "an OS that reads memory"),
        new("write-isolation", "an action that is done and changes something"),
        new("refines-axioms", "an action that is possible"),
        .. platform.Shape.HasErrors ? [new Trial("errors-change-nothing", "an action that is refused")] : Array.Empty<Trial>(),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<PlatformState, bool> Seen)> Witnesses =>
    [
        ("an OS waits", state => state.IsWaiting),
        ("a table links to data", state => state.Pages.Values.Any(page => page is { Kind: PageKind.Table, Content: not 0 })),
        ("a page is nobody's", state => state.Pages.Values.Any(page => page.Owner == Owner.Nobody)),
        ("an OS has read what it wrote", state => state.Oses.Values.Any(os => os.Register != 0)),
        .. platform.Shape.HasCaches ? [("a line is held", state => state.Lines.Values.Any(line => line != Line.Empty))] : NoWitnesses,
        .. platform.Shape.HasErrors
            ? [("an action is refused", state => state.Oses.Values.Any(os => os.Error != ActionError.None))]
            : NoWitnesses,
    ];

    private static IEnumerable<(string Name, Func<PlatformState, bool> Seen)> NoWitnesses => [];

    /// <summary>Who does what: the OSes, the hypervisor, and the hardware.</summary>
    public static IReadOnlyList<string> ActorsOf(Shape shape) =>
        [.. Enumerable.Range(0, shape.Oses).Select(os => $"os{os}"), "hypervisor", "hardware"];

    /// <summary>Whose step an action is, by index among the actors.</summary>
    public static int ActorOf(Shape shape, IdealAction action) =>
        action.IsOfOs ? action.Os : action.Kind == ActionKind.Evict ? shape.Oses + 1 : shape.Oses;

    /// <inheritdoc/>
    public override IEnumerable<PlatformState> Initial() => [PlatformState.Boot(platform.Shape)];

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<PlatformState>> Enabled(PlatformState state)
    {
        for (var index = 0; index < platform.Actions.Count; index++)
        {
            var action = platform.Actions[index];
            var next = platform.Step(state, action);
            var breaks = next is null ? null : StepIsolation.Broken(state, action, next);
            breaks ??= AxiomCheck.Broken(platform.Shape, state, action, next) is { } objection
                ? (next is null ? null : Invalid(next)) ?? objection
                : null;
            if (next is not null || breaks is not null)
            {
                yield return new(ActorOf(platform.Shape, action), platform.Names[index], next ?? state)
                {
                    Breaks = breaks,
                    Tries = next is null ? 0 : TriedBy(state, action, next),
                };
            }
        }
    }

    /// <inheritdoc/>
    public override bool MayEnd(PlatformState state) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Values(PlatformState state) => state.Values;

    // A bit for each of the trials.
    private static ulong TriedBy(PlatformState before, IdealAction action, PlatformState after) =>
        StepIsolation.IsRefused(action, after) ? 0b1100UL
            : 0b0100UL | (action.Kind == ActionKind.Read ? 0b0001UL : 0) | (before != after ? 0b0010UL : 0);

    // A state that is not valid says more than that the axioms would not have led to it.
    private static Violation? Invalid(PlatformState state) => ValidState.Broken(state) is { } name
        ? new Violation(ViolationKind.Invariant, name, $"{name} does not hold any more")
        {
            Evidence = new BrokenCondition(name),
        }
        : null;
}
