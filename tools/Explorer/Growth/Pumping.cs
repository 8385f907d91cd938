using System.Diagnostics;
using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Growth;

/// <summary>
/// Steps that lead from a state to the same state with larger numbers, and lead on in the same way from numbers that are far larger: 2^10
/// to 2^48 times the distance further. A bound on a number, as of <c>for (i = 0; i &lt; n; i++)</c>, lies somewhere in between, and the
/// steps are others beyond it; so do the places where a word wraps. What is not shown: that nothing waits for one number exactly
/// (<c>i != n</c>). So a search that has seen few states is not ended for it.
/// </summary>
internal static class Pumping
{
    private const int Tries = 24;

    private static readonly int[] Distances = [10, 14, 18, 22, 26, 28, 32, 36, 40, 44, 48];

    /// <summary>Looks for such steps in an execution.</summary>
    /// <param name="walk">The execution.</param>
    /// <param name="parts">What takes states apart.</param>
    /// <param name="growing">The places that took ever new values in it.</param>
    /// <param name="clock">How long it has been looked for.</param>
    /// <param name="budget">How long it may be.</param>
    /// <returns>What was found, in words; null if nothing was.</returns>
    public static string? In(SampledWalk walk, StateParts parts, IReadOnlySet<int> growing, Stopwatch clock, TimeSpan budget)
    {
        if (growing.Count == 0 || growing.Any(place => parts.Places[place].Bits == 0))
        {
            return null;
        }

        var last = new Dictionary<ulong, int>();
        var pairs = new List<(int From, int To)>();
        for (var index = 0; index < walk.States.Count; index++)
        {
            var rest = RestOf(walk.Parts[index], growing);
            if (last.TryGetValue(rest, out var earlier) && Grows(walk.Parts[earlier], walk.Parts[index], parts, growing))
            {
                pairs.Add((earlier, index));
            }

            last[rest] = index;
        }

        // Of stretches of one length the last ones: what happens only once, at the beginning, is behind them.
        foreach (var (from, to) in pairs.OrderBy(pair => pair.To - pair.From).ThenByDescending(pair => pair.From).Take(Tries))
        {
            if (clock.Elapsed > budget)
            {
                return null;
            }

            if (Repeats(walk, parts, growing, from, to))
            {
                return $"{to - from} steps lead from a state to the same state with larger numbers, and again, however large these are";
            }
        }

        return null;
    }

    private static bool Repeats(SampledWalk walk, StateParts parts, IReadOnlySet<int> growing, int from, int to)
    {
        var by = walk.Parts[from].Zip(walk.Parts[to])
            .Where(pair => growing.Contains(pair.First.Place) && pair.First.Value != pair.Second.Value)
            .ToDictionary(pair => pair.First.Place, pair => pair.Second.Value - pair.First.Value);
        var tried = 0;
        foreach (var distance in Distances)
        {
            var further = by.ToDictionary(place => place.Key, place => place.Value << distance);
            if (!Fits(walk.Parts[from], parts, further))
            {
                break;
            }

            tried++;
            var index = from;
            var end = walk.States[from];
            foreach (var state in walk.Again(parts.Moved(walk.States[from], further), from, to))
            {
                index++;
                if (state is null || RestOf(parts.Of(state), growing) != RestOf(walk.Parts[index], growing))
                {
                    return false;
                }

                end = state;
            }

            if (!parts.Of(end).SequenceEqual(parts.Of(parts.Moved(walk.States[to], further))))
            {
                return false;
            }
        }

        return tried >= 5;
    }

    private static bool Grows(
        IReadOnlyList<StatePart> one, IReadOnlyList<StatePart> other, StateParts parts, IReadOnlySet<int> growing)
    {
        var more = false;
        for (var index = 0; index < one.Count; index++)
        {
            if (!growing.Contains(one[index].Place) || one[index].Value == other[index].Value)
            {
                continue;
            }

            // What counts down comes to an end at zero.
            var difference = parts.Places[one[index].Place].Bits == 32
                ? (int)(other[index].Value - one[index].Value)
                : (long)(other[index].Value - one[index].Value);
            if (difference < 0)
            {
                return false;
            }

            more = true;
        }

        return more;
    }

    private static bool Fits(IReadOnlyList<StatePart> state, StateParts parts, Dictionary<int, ulong> further) =>
        state.All(part => !further.TryGetValue(part.Place, out var more)
            || (more < 1UL << (parts.Places[part.Place].Bits - 2) && part.Value < 1UL << (parts.Places[part.Place].Bits - 2)));

    private static ulong RestOf(IReadOnlyList<StatePart> state, IReadOnlySet<int> growing)
    {
        var hash = 14695981039346656037UL; // FNV-1a (Fowler, Noll, Vo), of words
        foreach (var (place, value) in state)
        {
            hash = (hash ^ (ulong)place) * 1099511628211UL;
            hash = growing.Contains(place) ? hash : (hash ^ value ^ (value >> 32)) * 1099511628211UL;
        }

        return hash;
    }
}
