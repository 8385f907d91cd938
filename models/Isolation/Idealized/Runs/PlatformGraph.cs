using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Idealized.Runs;

/// <summary>
/// All that a platform can come to from some states: its states by number, the steps between them, and what an OS sees of each. Where
/// two runs are looked at side by side, each state comes up many times.
/// </summary>
internal sealed class PlatformGraph
{
    private const int None = -1;

    private readonly List<PlatformState> states = [];
    private readonly List<int[]> next = [];
    private readonly int[][] views;

    /// <summary>A graph.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="roots">Where it begins: the states of the first numbers.</param>
    public PlatformGraph(Platform platform, params IEnumerable<PlatformState> roots)
    {
        var numbers = new Dictionary<PlatformState, int>();
        foreach (var root in roots)
        {
            Number(root, numbers);
        }

        for (var at = 0; at < states.Count; at++)
        {
            // It may have more states than memory holds.
            CodeUnderTest.OfThisThread?.EndIfGivenUp("the graph of the idealized platform");
            next.Add(
                [.. platform.Actions.Select(action => platform.Step(states[at], action) is { } after ? Number(after, numbers) : None)]);
        }

        views = [.. Enumerable.Range(0, platform.Shape.Oses).Select(Views)];
    }

    /// <summary>How many states there are.</summary>
    public int Count => states.Count;

    /// <summary>A state.</summary>
    public PlatformState this[int state] => states[state];

    /// <summary>The state after an action, by the action's index; null if it is not possible.</summary>
    public int? Step(int state, int action) => next[state][action] is var after and >= 0 ? after : null;

    /// <summary>A number for what an OS sees of a state: that of the first state that is the same to it.</summary>
    public int View(int state, int os) => views[os][state];

    private int Number(PlatformState state, Dictionary<PlatformState, int> numbers)
    {
        if (!numbers.TryGetValue(state, out var number))
        {
            number = states.Count;
            numbers.Add(state, number);
            states.Add(state);
        }

        return number;
    }

    private int[] Views(int os)
    {
        var firsts = new Dictionary<OsView, int>();
        return [.. states.Select((state, number) =>
        {
            var view = OsView.Of(state, os);
            firsts.TryAdd(view, number);
            return firsts[view];
        })];
    }
}
