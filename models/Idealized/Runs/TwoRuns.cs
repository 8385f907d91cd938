using Interlock.Models.Systems;

namespace Interlock.Models.Idealized.Runs;

/// <summary>
/// OS isolation by running two platforms side by side that differ in what other OSes have left and do. What the observer does, and what
/// the hypervisor decides that everybody knows (who runs, and who gets which page), happens in both; all else that is done by other
/// OSes or for them happens in one of the two only, at any time: the two need not do the same. The observer always sees the same.
/// </summary>
/// <param name="platform">The platform.</param>
/// <param name="observer">The OS that is not to see the difference.</param>
internal sealed class TwoRuns(Platform platform, int observer) : Model<TwoStates>
{
    private const string Property = "os-isolation";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } =
        [.. PlatformModel.ActorsOf(platform.Shape), .. PlatformModel.ActorsOf(platform.Shape).Select(actor => $"{actor}, in the other run")];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<TwoStates, bool> Seen)> Witnesses =>
        [("the two runs differ in another OS's table", pair => pair.One.Pages.Values.Zip(pair.Other.Pages.Values).Any(pages =>
            pages.First.Kind == PageKind.Table && pages.First.Content != pages.Second.Content))];

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<TwoStates, bool> Holds)> Invariants => [(Property, pair => pair.AreAlike)];

    /// <inheritdoc/>
    public override IEnumerable<TwoStates> Initial() =>
        [new(PlatformState.Boot(platform.Shape), WithSecrets(PlatformState.Boot(platform.Shape)), observer)];

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<TwoStates>> Enabled(TwoStates pair)
    {
        foreach (var action in platform.Actions)
        {
            var (one, other) = (platform.Step(pair.One, action), platform.Step(pair.Other, action));
            var actor = PlatformModel.ActorOf(platform.Shape, action);
            if (IsPrivate(pair, action))
            {
                if (one is not null)
                {
                    yield return new(actor, action.ToString(), pair with { One = one });
                }

                if (other is not null)
                {
                    yield return new(Actors.Count / 2 + actor, action.ToString(), pair with { Other = other });
                }
            }
            else if (one is not null && other is not null)
            {
                yield return new(actor, action.ToString(), new TwoStates(one, other, pair.Observer));
            }
            else if ((one is not null || other is not null) && action.Os == pair.Observer && action.Kind != ActionKind.Assign)
            {
                yield return new(actor, action.ToString(), pair)
                {
                    Breaks = new Violation(ViolationKind.Invariant, Property, $"'{action}' of os{pair.Observer} is possible in one run only"),
                };
            }
        }
    }

    /// <inheritdoc/>
    public override bool MayEnd(TwoStates pair) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Values(TwoStates pair) => pair.Values;

    private static bool IsPrivate(TwoStates pair, IdealAction action) =>
        action.Os >= 0 && action.Os != pair.Observer && action.Kind is not (ActionKind.Assign or ActionKind.Release);

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
