using System.Diagnostics;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Growth;

/// <summary>One execution at random, with each of its states taken apart.</summary>
internal sealed class SampledWalk
{
    private readonly TransitionSystem system;
    private readonly StateParts parts;
    private readonly Expansion expansion;
    private ulong random;

    public SampledWalk(TransitionSystem system, StateParts parts, ulong seed)
    {
        (this.system, this.parts) = (system, parts);
        random = (seed * 0x9E3779B97F4A7C15UL) | 1;
        expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
    }

    /// <summary>The states that it came through.</summary>
    public List<ulong[]> States { get; } = [];

    /// <summary>The same states, taken apart.</summary>
    public List<IReadOnlyList<StatePart>> Parts { get; } = [];

    /// <summary>The step out of each state but the last: whose, and which of its outcomes.</summary>
    public List<(int Actor, int Choice)> Steps { get; } = [];

    /// <summary>Walks until there is no step, or the bounds are met.</summary>
    /// <param name="steps">Steps after which to stop.</param>
    /// <param name="deepest">Depth of calls at which to stop.</param>
    /// <param name="budget">Time after which to stop.</param>
    public void Take(int steps, int deepest, TimeSpan budget)
    {
        var clock = Stopwatch.StartNew();
        system.Start(expansion);
        Come(expansion.State(0).ToArray());
        while (Steps.Count < steps && clock.Elapsed < budget)
        {
            system.ExpandAsIs(States[^1], expansion);
            var ways = Enumerable.Range(0, expansion.Count).Where(successor => expansion[successor].Violation is null).ToList();
            if (ways.Count == 0)
            {
                return;
            }

            // Whose step it is is chosen first: who has many outcomes does not come more often.
            var actors = ways.Select(way => expansion[way].Actor).Distinct().ToList();
            var actor = actors[Next(actors.Count)];
            var own = ways.FindAll(way => expansion[way].Actor == actor);
            var chosen = own[Next(own.Count)];
            Steps.Add((actor, expansion[chosen].Choice));
            Come(expansion.State(chosen).ToArray());
            if (Enumerable.Range(0, system.Actors.Count).Any(of => parts.DepthOf(States[^1], of) > deepest))
            {
                return;
            }
        }
    }

    /// <summary>The states to which the same steps lead from another one; null once a step is not there, or breaks something.</summary>
    /// <param name="state">The state.</param>
    /// <param name="from">Index of the first step.</param>
    /// <param name="to">Index after the last.</param>
    public IEnumerable<ulong[]?> Again(ulong[] state, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            system.ExpandAsIs(state, expansion);
            var way = Enumerable.Range(0, expansion.Count).FirstOrDefault(
                successor => (expansion[successor].Actor, expansion[successor].Choice) == Steps[step], -1);
            if (way < 0 || expansion[way].Violation is not null)
            {
                yield return null;
                yield break;
            }

            state = expansion.State(way).ToArray();
            yield return state;
        }
    }

    private void Come(ulong[] state)
    {
        States.Add(state);
        Parts.Add(parts.Of(state));
    }

    // xorshift64 (Marsaglia 2003)
    private int Next(int below)
    {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        return (int)(random % (ulong)below);
    }
}
