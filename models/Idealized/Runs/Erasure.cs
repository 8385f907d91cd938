using Interlock.Models.Isolation.Spec;
using Interlock.Models.Systems;

namespace Interlock.Models.Idealized.Runs;

/// <summary>
/// Transparency: a trace of the shared platform, with all erased that others do or that is done for them, is a trace of a platform that
/// the OS has alone, without caches. The platform alone follows each step that is not erased, and the OS finds the same on both: since
/// the one that is followed is determined by the steps, every trace of the shared platform is tried.
/// </summary>
/// <param name="shared">The shared platform.</param>
/// <param name="alone">What the OS has for itself.</param>
internal sealed class Erasure(Platform shared, Platform alone) : Model<SharedAndAlone>
{
    private const string Property = "transparency";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } = PlatformModel.ActorsOf(shared.Shape);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<SharedAndAlone, bool> Seen)> Witnesses =>
    [
        ("another OS has the processor", both => both.Shared.Active != both.Os),
        ("the OS has read what it wrote", both => both.Shared.Oses[both.Os].Register != 0),
    ];

    /// <inheritdoc/>
    public override IEnumerable<SharedAndAlone> Initial() => Enumerable.Range(0, shared.Shape.Oses).Select(os =>
        new SharedAndAlone(PlatformState.Boot(shared.Shape), Without(PlatformState.Boot(alone.Shape), os), os));

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<SharedAndAlone>> Enabled(SharedAndAlone both)
    {
        for (var index = 0; index < shared.Actions.Count; index++)
        {
            var action = shared.Actions[index];
            if (shared.Step(both.Shared, action) is { } next)
            {
                var isErased = action.Os != both.Os || action.Kind == ActionKind.Evict;
                var followed = isErased ? both.Alone : alone.Step(both.Alone, action);
                var after = new SharedAndAlone(next, followed ?? both.Alone, both.Os);
                yield return new(PlatformModel.ActorOf(shared.Shape, action), shared.Names[index], after)
                {
                    Breaks = followed is null ? Of($"os{both.Os} alone could not have had '{action}'")
                        : !after.AreAlike ? Of($"after '{action}' os{both.Os} finds something else than it would alone")
                        : null,
                };
            }
        }
    }

    /// <inheritdoc/>
    public override bool MayEnd(SharedAndAlone both) => false;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Values(SharedAndAlone both) => both.Values;

    private static Violation Of(string message) => new(ViolationKind.Invariant, Property, message);

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
