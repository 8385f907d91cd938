using System.Diagnostics;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync.Stepping;

namespace Interlock.Explorer.Growth;

/// <summary>
/// Looks for what makes a search endless, on a few executions at random: places of the state that take ever new values, and a stretch of
/// an execution that can be repeated for ever with larger ones. It adds nothing to the search itself.
/// </summary>
/// <param name="system">What is searched.</param>
/// <param name="budget">Time to take at most.</param>
internal sealed class GrowthProbe(TransitionSystem system, TimeSpan budget)
{
    private const int Walks = 3;
    private const int Steps = 8192;
    private const int DeepestCalls = 256;

    // A place that has taken fewer values may well take no more.
    private const int FewestValues = 64;

    /// <summary>Looks.</summary>
    /// <returns>What was found; empty if nothing was, or if the system's states cannot be taken apart.</returns>
    public StateGrowth Look()
    {
        if (system.TakeApart() is not { } parts)
        {
            return StateGrowth.None;
        }

        var clock = Stopwatch.StartNew();
        var growing = new Dictionary<string, GrowingPlace>();
        string? proof = null;
        try
        {
            for (var walk = 1UL; walk <= Walks && clock.Elapsed < budget && proof is null; walk++)
            {
                var sampled = new SampledWalk(system, parts, walk);
                sampled.Take(Steps, DeepestCalls, (budget - clock.Elapsed) / 2);
                var ever = EverNew(sampled, parts);
                foreach (var (place, one, other) in ever)
                {
                    growing.TryAdd(parts.Places[place].Key, parts.Places[place].Describe(one, other));
                }

                proof = EndlessCalls.In(sampled, parts, system.Actors.Count)
                    ?? Pumping.In(sampled, parts, ever.Select(found => found.Place).ToHashSet(), clock, budget);
            }
        }
        catch (Exception exception) when (exception is UnsupportedStateException or NondeterminismException)
        {
            // The search itself meets it too and says so; of growth nothing more is known.
        }

        return new StateGrowth([.. growing.Values.Distinct()], proof);
    }

    // Places whose values in the second half of an execution are not those of the first, nor repeat much.
    private static List<(int Place, ulong[] One, ulong[] Other)> EverNew(SampledWalk walk, StateParts parts)
    {
        var earlier = new Dictionary<int, HashSet<ulong>>();
        var later = new Dictionary<int, HashSet<ulong>>();
        for (var step = 0; step < walk.Parts.Count; step++)
        {
            var half = step < walk.Parts.Count / 2 ? earlier : later;
            foreach (var part in walk.Parts[step])
            {
                if (!half.TryGetValue(part.Place, out var seen))
                {
                    half[part.Place] = seen = [];
                }

                seen.Add(part.Value);
            }
        }

        return
        [
            .. later
                .Where(place => earlier.TryGetValue(place.Key, out var before)
                    && Math.Min(place.Value.Count, before.Count) >= FewestValues / 4 && place.Value.Count + before.Count >= FewestValues
                    && place.Value.Count(before.Contains) * 20 <= place.Value.Count)
                .Select(place => place.Key)
                .Order()
                .Select(place => (place, walk.States[^1], FirstWithOther(walk, place))),
        ];
    }

    private static ulong[] FirstWithOther(SampledWalk walk, int place)
    {
        var last = walk.Parts[^1].FirstOrDefault(part => part.Place == place).Value;
        return walk.States[walk.Parts.FindIndex(state => state.Any(part => part.Place == place && part.Value != last))];
    }
}
