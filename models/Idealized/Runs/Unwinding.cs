using Interlock.Models.Systems;

namespace Interlock.Models.Idealized.Runs;

/// <summary>
/// The unwinding conditions of OS isolation (Goguen and Meseguer 1984; Rushby 1992), each for every state that the platform can come to.
/// Step consistency: what an OS sees after a step that it may know of follows from what it saw before. States that an OS cannot tell
/// apart are compared with the first of them, which suffices, since being alike is an equivalence. Local respect: of a step that is not
/// its own it sees nothing. Which page is given to whom is the hypervisor's choice, and everybody's to know.
/// </summary>
/// <param name="platform">The platform.</param>
internal sealed class Unwinding(Platform platform) : Model<TwoStates>
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } = PlatformModel.ActorsOf(platform.Shape);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<TwoStates, bool> Seen)> Witnesses =>
        [("two states that differ look alike", pair => !pair.IsOver && pair.One != pair.Other)];

    /// <inheritdoc/>
    public override IEnumerable<TwoStates> Initial()
    {
        var states = ReachableStates.Of(platform);
        for (var observer = 0; observer < platform.Shape.Oses; observer++)
        {
            var firsts = new Dictionary<OsView, PlatformState>();
            foreach (var state in states)
            {
                var view = OsView.Of(state, observer);
                firsts.TryAdd(view, state);
                yield return new TwoStates(firsts[view], state, observer);
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<TwoStates>> Enabled(TwoStates pair) =>
        pair.IsOver ? [] : platform.Actions.Select(action => Step(pair, action)).OfType<ModelAction<TwoStates>>();

    /// <inheritdoc/>
    public override bool MayEnd(TwoStates pair) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Values(TwoStates pair) => pair.Values;

    private ModelAction<TwoStates>? Step(TwoStates pair, IdealAction action)
    {
        var (one, other) = (platform.Step(pair.One, action), platform.Step(pair.Other, action));
        var (isOfOthers, isOwn) = (IsOfOthers(pair, action), action.Os == pair.Observer && action.Kind != ActionKind.Assign);
        if (other is null && (one is null || !isOwn))
        {
            return null;
        }

        var breaks = isOfOthers
            ? OsView.Of(pair.Other, pair.Observer) == OsView.Of(other!, pair.Observer) ? null
                : Of("local-respect", $"os{pair.Observer} sees something of '{action}', which is not its own")
            : isOwn && (one is null) != (other is null)
                ? Of("step-consistency", $"'{action}' is possible in one of two states that os{pair.Observer} cannot tell apart")
            : one is not null && other is not null && OsView.Of(one, pair.Observer) != OsView.Of(other, pair.Observer)
                ? Of("step-consistency", $"'{action}' leads from two states that os{pair.Observer} cannot tell apart to two that it can")
            : null;

        // One end is as good as another: the two states are looked at for one step only. A broken one is shown.
        var end = breaks is null
            ? new TwoStates(PlatformState.Boot(platform.Shape), PlatformState.Boot(platform.Shape), pair.Observer, true)
            : new TwoStates(one ?? pair.One, other ?? pair.Other, pair.Observer, true);
        return new(PlatformModel.ActorOf(platform.Shape, action), action.ToString(), end) { Breaks = breaks };
    }

    // Who has the processor is known to the one who gets it or loses it, and to no one else.
    private static bool IsOfOthers(TwoStates pair, IdealAction action) => action.Kind == ActionKind.Switch
        ? action.First != pair.Observer && pair.Other.Active != pair.Observer
        : action.Os != pair.Observer;

    private static Violation Of(string property, string message) => new(ViolationKind.Monitor, property, message);
}
