using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Idealized.Runs;

/// <summary>
/// OS isolation by running two platforms side by side that differ in what other OSes have left and do. What the observer does, and what
/// the hypervisor decides that everybody knows (who runs, and who gets which page), happens in both; all else that is done by other
/// OSes or for them happens in one of the two only, at any time: the two need not do the same. The observer always sees the same.
/// Every OS is the observer once.
/// </summary>
/// <param name="platform">The platform.</param>
[Stateless("A graph that follows from the platform, made once.")]
internal sealed class TwoRuns(Platform platform) : Model<TwoStates>
{
    private const string Property = "os-isolation";

    private readonly Lazy<PlatformGraph> graph = new(() =>
        new PlatformGraph(platform, PlatformState.Boot(platform.Shape), WithSecrets(PlatformState.Boot(platform.Shape))));

    private IReadOnlyList<(string Name, Func<TwoStates, bool> Seen)>? witnesses;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } =
        [
            .. PlatformModel.ActorsOf(platform.Shape),
            .. PlatformModel.ActorsOf(platform.Shape).Select(actor => $"{actor}, in the other run"),
        ];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<TwoStates, bool> Seen)> Witnesses => witnesses ??=
        [.. Enumerable.Range(0, platform.Shape.Oses).Select(os =>
            (
                $"two runs differ in a table that is not os{os}'s",
                new Func<TwoStates,
                bool>(pair => pair.Observer == os && DifferInTable(pair))))];

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new(Property, "a step after which the runs differ")];

    /// <inheritdoc/>
    public override IEnumerable<TwoStates> Initial() =>
        Enumerable.Range(0, platform.Shape.Oses).Select(observer => new TwoStates(0, 1, observer));

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<TwoStates>> Enabled(TwoStates pair)
    {
        for (var index = 0; index < platform.Actions.Count; index++)
        {
            var action = platform.Actions[index];
            var (one, other) = (graph.Value.Step(pair.One, index), graph.Value.Step(pair.Other, index));
            var actor = PlatformModel.ActorOf(platform.Shape, action);
            if (IsPrivate(action, pair.Observer))
            {
                if (one is { } alone)
                {
                    yield return Judged(actor, index, pair with { One = alone });
                }

                if (other is { } otherAlone)
                {
                    yield return Judged((Actors.Count / 2) + actor, index, pair with { Other = otherAlone });
                }
            }
            else if (one is { } both && other is { } otherBoth)
            {
                yield return Judged(actor, index, pair with { One = both, Other = otherBoth });
            }
            else if ((one is not null || other is not null) && action.Os == pair.Observer && action.Kind != ActionKind.Assign)
            {
                yield return new(actor, platform.Names[index], pair)
                {
                    Breaks = new Violation(
                        ViolationKind.Invariant, Property, $"'{action}' of os{pair.Observer} is possible in one run only"),
                };
            }
        }
    }

    /// <inheritdoc/>
    public override bool MayEnd(TwoStates pair) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Values(TwoStates pair) => pair.Values(graph.Value);

    private ModelAction<TwoStates> Judged(int actor, int action, TwoStates pair) => new(actor, platform.Names[action], pair)
    {
        Tries = pair.One != pair.Other ? 1UL : 0,
        Breaks = pair.AreAlike(graph.Value) ? null
            : new Violation(
                ViolationKind.Invariant, Property, $"after '{platform.Names[action]}' os{pair.Observer} can tell the two runs apart"),
    };

    private bool DifferInTable(TwoStates pair) => graph.Value[pair.One].Pages.Values.Zip(graph.Value[pair.Other].Pages.Values).Any(pages =>
        pages.First.Kind == PageKind.Table && pages.First.Content != pages.Second.Content);

    private static bool IsPrivate(IdealAction action, int observer) =>
        action.Os >= 0 && action.Os != observer && action.Kind is not (ActionKind.Assign or ActionKind.Release);

    // What is left in pages that are nobody's is another OS's, too.
    private static PlatformState WithSecrets(PlatformState boot)
    {
        for (var page = 0; page < boot.Pages.Count; page++)
        {
            if (boot.Pages[page].Owner == Owner.Nobody)
            {
                boot = boot.WithPage(page, boot.Pages[page] with { Content = boot.Pages[page].Content ^ 1 });
            }
        }

        return boot;
    }
}
