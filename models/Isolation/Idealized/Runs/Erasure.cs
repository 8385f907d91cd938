using Interlock.Isolation.Structures;
using Interlock.Semantics.Transitions;

namespace Interlock.Isolation.Idealized.Runs;

/// <summary>
/// Transparency: a trace of the shared platform, with all erased that others do or that is done for them, is a trace of a platform that
/// the OS has alone, without caches. The platform alone follows each step that is not erased, and the OS finds the same on both: since
/// the one that is followed is determined by the steps, every trace of the shared platform is tried. And the other way round: once the OS
/// has the processor, which the hypervisor can always give it, all that it could do or have done alone it can on the shared platform, but
/// for being given a page that others have. So a trace of the OS alone is an erased trace too, by induction over its steps.
/// </summary>
/// <param name="shared">The shared platform.</param>
/// <param name="alone">What the OS has for itself.</param>
internal sealed class Erasure(Platform shared, Platform alone) : Model<SharedAndAlone>
{
    private const string Property = "transparency";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } = PlatformModel.ActorsOf(shared.Shape);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<SharedAndAlone, bool> Seen)> Witnesses { get; } =
        [.. Enumerable.Range(0, shared.Shape.Oses).SelectMany(os => (IEnumerable<(string, Func<SharedAndAlone, bool>)>)
        [
            ($"os{os} does not have the processor", both => both.Os == os && both.Shared.Active != os),
            ($"os{os} has read what it wrote", both => both.Os == os && both.Shared.Oses[os].Register != 0),
        ])];

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } = [new(Property, "a step of the OS, or for it, after others have done something")];

    /// <inheritdoc/>
    public override IEnumerable<SharedAndAlone> Initial() => Enumerable.Range(0, shared.Shape.Oses).Select(os =>
        new SharedAndAlone(PlatformState.Boot(shared.Shape), Without(PlatformState.Boot(alone.Shape), os), os));

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<SharedAndAlone>> Enabled(SharedAndAlone both)
    {
        for (var index = 0; index < shared.Actions.Count; index++)
        {
            var action = shared.Actions[index];
            var isErased = action.Os != both.Os || action.Kind == ActionKind.Evict;
            if (shared.Step(both.Shared, action) is { } next)
            {
                var followed = isErased ? both.Alone : alone.Step(both.Alone, action);
                var after = new SharedAndAlone(next, followed ?? both.Alone, both.Os);
                yield return Step(index, after, followed is null ? $"os{both.Os} alone could not have had '{action}'"
                    : !after.AreAlike ? $"after '{action}' os{both.Os} finds something else than it would alone"
                    : null);
            }
            else if (!isErased && both.Shared.Active == both.Os && !IsOfOthers(both.Shared, action)
                && alone.Step(both.Alone, action) is not null)
            {
                yield return Step(index, both, $"os{both.Os} alone could have had '{action}'");
            }
            else if (action.Kind == ActionKind.Switch && action.First == both.Os && both.Shared.Active != both.Os)
            {
                yield return Step(index, both, $"os{both.Os} cannot be given the processor, which it would have alone");
            }
        }
    }

    /// <inheritdoc/>
    public override bool MayEnd(SharedAndAlone both) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Values(SharedAndAlone both) => both.Values;

    // Which page is given to an OS is the hypervisor's choice; one that others have it cannot give.
    private static bool IsOfOthers(PlatformState state, IdealAction action) =>
        action.Kind == ActionKind.Assign && state.Pages[action.Second].Owner != Owner.Nobody;

    private ModelAction<SharedAndAlone> Step(int action, SharedAndAlone after, string? broken) =>
        new(PlatformModel.ActorOf(shared.Shape, shared.Actions[action]), shared.Names[action], after)
        {
            Tries = shared.Actions[action].Os == after.Os && after.Shared != after.Alone ? 1UL : 0,
            Breaks = broken is null ? null : new Violation(ViolationKind.Invariant, Property, broken),
        };

    // The platform of an OS alone: all that others have is nobody's.
    private static PlatformState Without(PlatformState boot, int os) => boot with
    {
        Active = os,
        Mode = boot.Oses[os].Mode,
        Maps = Rows.Of(boot.Maps.Values.Select((map, other) => other == os ? map : Rows.Repeat(Page.None, map.Count))),
        Pages = Rows.Of(boot.Pages.Values.Select(page =>
            page.Owner == Owner.Os(os) ? page : new Page(Owner.Nobody, PageKind.Bare, 0))),
    };
}
