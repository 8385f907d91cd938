using System.Threading;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Idealized.Runs;

/// <summary>
/// The unwinding conditions of OS isolation (Goguen and Meseguer 1984; Rushby 1992), each for every state that the platform can come to.
/// Step consistency: what an OS sees after a step that it may know of follows from what it saw before. States that an OS cannot tell
/// apart are compared with the first of them, which suffices, since being alike is an equivalence. Whether a page can be given to an OS
/// does not follow from what that OS sees: there they are compared with the first of them in which it can. Local respect: of a step that
/// is not its own it sees nothing. Which page is given to whom is the hypervisor's choice, and everybody's to know.
/// </summary>
/// <param name="platform">The platform.</param>
[Stateless("A graph that follows from the platform, made once.")]
internal sealed class Unwinding(Platform platform) : Model<TwoStates>
{
    private readonly Lazy<PlatformGraph> graph = new(() => new PlatformGraph(platform, PlatformState.Boot(platform.Shape)));
    private Dictionary<(int Observer, int View, int Action), int>? givers;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Actors { get; } = PlatformModel.ActorsOf(platform.Shape);

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Func<TwoStates, bool> Seen)> Witnesses { get; } =
        [.. Enumerable.Range(0, platform.Shape.Oses).Select(os => (
            $"two states that differ look alike to os{os}",
            new Func<TwoStates, bool>(pair => pair.Observer == os && !pair.IsOver && pair.One != pair.Other)))];

    /// <inheritdoc/>
    public override IReadOnlyList<Trial> Trials { get; } =
    [
        new("step-consistency", "an action from two states that differ and look alike"),
        new("local-respect", "an action that is not the observer's own"),
    ];

    /// <inheritdoc/>
    public override IEnumerable<TwoStates> Initial() =>
        from observer in Enumerable.Range(0, platform.Shape.Oses)
        from state in Enumerable.Range(0, graph.Value.Count)
        select new TwoStates(graph.Value.View(state, observer), state, observer);

    /// <inheritdoc/>
    public override IEnumerable<ModelAction<TwoStates>> Enabled(TwoStates pair)
    {
        for (var action = 0; action < platform.Actions.Count && !pair.IsOver; action++)
        {
            if (Step(pair, action) is { } step)
            {
                yield return step;
            }
        }
    }

    /// <inheritdoc/>
    public override bool MayEnd(TwoStates pair) => true;

    /// <inheritdoc/>
    public override IReadOnlyList<NamedValue> Values(TwoStates pair) => pair.Values(graph.Value);

    private ModelAction<TwoStates>? Step(TwoStates pair, int index)
    {
        var action = platform.Actions[index];
        if (action.Kind == ActionKind.Assign)
        {
            LazyInitializer.EnsureInitialized(ref givers, Givers);
            pair = pair with { One = givers.GetValueOrDefault((pair.Observer, pair.One, index), pair.One) };
        }

        var (one, other) = (graph.Value.Step(pair.One, index), graph.Value.Step(pair.Other, index));
        var isOwn = action.Os == pair.Observer && action.Kind != ActionKind.Assign;
        if (other is null && (one is null || !isOwn))
        {
            return null;
        }

        // One end is as good as another: the two states are looked at for one step only. A broken one is shown.
        var end = new TwoStates(one ?? pair.One, other ?? pair.Other, pair.Observer, IsOver: true);
        var breaks = Broken(pair, end, action, isOwn && (one is null || other is null), one is not null);
        return new(
            PlatformModel.ActorOf(platform.Shape, action), platform.Names[index], breaks is null
                ? new TwoStates(0, 0, pair.Observer, true)
                : end)
        {
            Breaks = breaks,
            Tries = IsOfOthers(graph.Value[pair.Other], action, pair.Observer) ? 0b10UL : pair.One != pair.Other ? 0b01UL : 0,
        };
    }

    // Of states that look alike to an OS, the first in which a page can be given.
    private Dictionary<(int Observer, int View, int Action), int> Givers()
    {
        var found = new Dictionary<(int, int, int), int>();
        foreach (var pair in Initial())
        {
            for (var action = 0; action < platform.Actions.Count; action++)
            {
                if (platform.Actions[action].Kind == ActionKind.Assign && graph.Value.Step(pair.Other, action) is not null)
                {
                    found.TryAdd((pair.Observer, pair.One, action), pair.Other);
                }
            }
        }

        return found;
    }

    private Violation? Broken(TwoStates pair, TwoStates end, IdealAction action, bool isPossibleInOne, bool isPossibleInFirst)
    {
        if (IsOfOthers(graph.Value[pair.Other], action, pair.Observer))
        {
            return graph.Value.View(pair.Other, pair.Observer) == graph.Value.View(end.Other, pair.Observer) ? null
                : Of("local-respect", $"os{pair.Observer} sees something of '{action}', which is not its own");
        }

        return isPossibleInOne
                ? Of("step-consistency", $"'{action}' is possible in one of two states that os{pair.Observer} cannot tell apart")
            : isPossibleInFirst && !end.AreAlike(graph.Value)
                ? Of("step-consistency", $"'{action}' leads from two states that os{pair.Observer} cannot tell apart to two that it can")
            : null;
    }

    // Who has the processor is known to the one who gets it or loses it, and to no one else.
    private static bool IsOfOthers(PlatformState state, IdealAction action, int observer) => action.Kind == ActionKind.Switch
        ? action.First != observer && state.Active != observer
        : action.Os != observer;

    private static Violation Of(string property, string message) => new(ViolationKind.Monitor, property, message);
}
