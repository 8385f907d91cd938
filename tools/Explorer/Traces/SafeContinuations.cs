using System.Threading;
using Interlock.Explorer.Liveness;
using Interlock.Explorer.States;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Traces;

/// <summary>
/// Says of states of an execution whether a safe continuation begins there; see <see cref="Explanation.Inevitable"/>. It explores what
/// follows, depth first, until it comes to an end where everybody is done, or to a component of states in which a fair execution can stay
/// for ever and meet every goal; or until there is nothing left, and then there is none. States are told apart by 128 bits.
/// </summary>
internal sealed class SafeContinuations : IDisposable
{
    private const int FirstLook = 256;
    private const int BetweenLooks = 4;
    private const int BetweenProgress = 1024;

    private readonly TransitionSystem system;
    private readonly long maxStates;
    private readonly CancellationToken stop;
    private readonly Action<long> progress;
    private readonly Expansion expansion;
    private readonly VisitedSet visited = VisitedSet.Create(FingerprintKind.Bits128, workers: 1, numbered: true);
    private readonly List<ExploredState?> states = [];
    private readonly List<int> path = [];
    private int searches;

    /// <summary>Follows an execution.</summary>
    /// <param name="system">The system.</param>
    /// <param name="initial">Its initial state.</param>
    /// <param name="schedule">Its steps.</param>
    /// <param name="maxStates">How many states to explore at most, for all questions together.</param>
    /// <param name="progress">Is told now and then how many states were explored.</param>
    /// <param name="stop">Ends searches; what is not known by then is not decided.</param>
    /// <exception cref="DivergenceException">A step does not exist.</exception>
    public SafeContinuations(
        TransitionSystem system,
        int initial,
        IEnumerable<Choice> schedule,
        long maxStates,
        Action<long> progress,
        CancellationToken stop)
    {
        (this.system, this.maxStates, this.progress, this.stop) = (system, maxStates, progress, stop);
        expansion = new Expansion(system.Width, system.Witnesses.Count, wide: true);
        system.Start(expansion);
        visited.Add(expansion, 0);
        path.Add(Number(initial));
        foreach (var choice in schedule)
        {
            system.Expand(states[path[^1]]!.Words, expansion);
            visited.Add(expansion, 0);
            path.Add(Number(Choices.Find(expansion, choice)
                ?? throw new DivergenceException($"there is no step {choice.Outcome} of {system.Actors[choice.Actor]}")));
        }
    }

    /// <summary>States that were explored.</summary>
    public long Explored { get; private set; }

    /// <summary>Gives memory back.</summary>
    public void Dispose() => visited.Dispose();

    /// <summary>Whether a safe continuation begins at a state of the execution; null if that is not decided within the bound.</summary>
    /// <param name="index">How many steps lead to the state.</param>
    /// <param name="first">The first step of the continuation; null if there is none, or it has no step.</param>
    public bool? Exists(int index, out Choice? first)
    {
        first = null;
        var root = path[index];
        if (states[root] is { IsDoomed: true } or { IsBroken: true })
        {
            return false;
        }

        searches++;
        var (found, look) = (new List<int>(), FirstLook);
        var waiting = new Stack<int>();
        Find(root, (-1, default), found, waiting);
        int? safe = null;
        while (safe is null && waiting.TryPop(out var next))
        {
            if (Explored >= maxStates || stop.IsCancellationRequested)
            {
                waiting.Push(next);
                break;
            }

            safe = Expand(next, found, waiting) ? next : null;
            if (safe is null && found.Count >= look)
            {
                (safe, look) = (FairComponent(found), look * BetweenLooks);
            }
        }

        if ((safe ?? FairComponent(found)) is { } end)
        {
            first = FirstStep(end);
            return true;
        }

        if (waiting.Count > 0)
        {
            return null;
        }

        found.ForEach(state => states[state]!.IsDoomed = true);
        return false;
    }

    // Whether the state is an end where everybody is done.
    private bool Expand(int number, List<int> found, Stack<int> waiting)
    {
        var state = states[number]!;
        if (++Explored % BetweenProgress == 0)
        {
            progress(Explored);
        }

        system.Expand(state.Words, expansion);
        visited.Add(expansion, 0);
        var (next, choices, goals) = (new List<uint>(), new List<Choice>(), new List<ulong>());
        for (var index = 0; index < expansion.Count; index++)
        {
            var successor = expansion[index];
            if (successor.IsUnprovoked)
            {
                continue; // who needs one is not safe
            }

            state.Enabled |= 1UL << successor.Actor;
            if (successor.Violation is not null)
            {
                continue;
            }

            var reached = states[Number(index)]!;
            if (reached.IsBroken || reached.IsDoomed)
            {
                continue;
            }

            next.Add(successor.Id);
            choices.Add(new Choice(successor.Actor, successor.Choice));
            goals.Add(successor.Goals);
            Find((int)successor.Id, (number, choices[^1]), found, waiting);
        }

        (state.Next, state.Choices, state.Goals) = ([.. next], [.. choices], [.. goals]);
        return expansion.IsStopped && system.CheckStopped(state.Words) is null;
    }

    private void Find(int number, (int State, Choice Choice) from, List<int> found, Stack<int> waiting)
    {
        var state = states[number]!;
        if (state.FoundBy != searches)
        {
            (state.FoundBy, state.From) = (searches, from);
            found.Add(number);
            waiting.Push(number);
        }
    }

    private int Number(int successor)
    {
        var number = (int)expansion[successor].Id;
        while (states.Count <= number)
        {
            states.Add(null);
        }

        if (states[number] is null)
        {
            var words = expansion.State(successor).ToArray();
            states[number] = new ExploredState(words, system.Check(words) is not null);
        }

        return number;
    }

    private Choice? FirstStep(int end)
    {
        Choice? first = states[end]!.Within;
        for (var at = end; states[at]!.From.State >= 0; at = states[at]!.From.State)
        {
            first = states[at]!.From.Choice;
        }

        return first;
    }

    // A state of a component in which a weakly fair execution can stay and meet every goal again and again; null if there is none yet.
    private int? FairComponent(List<int> found)
    {
        var regions = new int[states.Count];
        var expanded = found.Where(state => states[state]!.Next is not null).ToList();
        expanded.ForEach(state => regions[state] = 1);
        int? fair = null;
        new StrongComponents(new Graph(states), regions).Find(1, expanded, component => fair ??= IsFair(component) ? component[0] : null);
        return fair;
    }

    private bool IsFair(ReadOnlySpan<int> component)
    {
        var members = new HashSet<int>(component.ToArray());
        var (taken, always, met, edges) = (0UL, ulong.MaxValue, 0UL, 0);
        foreach (var number in members)
        {
            var state = states[number]!;
            always &= state.Enabled;
            met |= system.GoalsMet(state.Words);
            for (var edge = 0; edge < state.Next!.Length; edge++)
            {
                if (members.Contains((int)state.Next[edge]))
                {
                    taken |= 1UL << state.Choices[edge].Actor;
                    state.Within ??= state.Choices[edge];
                    met |= state.Goals[edge];
                    edges++;
                }
            }
        }

        var all = system.Goals.Count == 64 ? ulong.MaxValue : (1UL << system.Goals.Count) - 1;
        return edges > 0 && (all & ~met) == 0 && FairComponents.Starved(Fairness.Weak, taken, always, always) == 0;
    }

    private sealed class Graph(List<ExploredState?> states) : ISuccessors
    {
        public int Size => states.Count;

        public ReadOnlySpan<uint> Successors(int state) => states[state]?.Next ?? [];
    }
}
