using Interlock.Semantics.Transitions;

namespace Interlock.Explorer.Growth;

/// <summary>
/// A method that calls itself without end: at some point of an execution the innermost method and everything beside the actor's calls is
/// as it was before, with more calls below it and none of those of before gone. What is below does not show until it returns, so
/// the same steps lead ever deeper.
/// </summary>
internal static class EndlessCalls
{
    private const int Times = 4;

    /// <summary>Looks for one in an execution.</summary>
    /// <returns>What was found, in words; null if nothing was.</returns>
    public static string? In(SampledWalk walk, StateParts parts, int actors)
    {
        for (var actor = 0; actor < actors; actor++)
        {
            if (Of(walk, parts, actor) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? Of(SampledWalk walk, StateParts parts, int actor)
    {
        var first = new Dictionary<ulong, int>();
        for (var index = walk.States.Count / 2; index < walk.States.Count; index++)
        {
            var depth = parts.DepthOf(walk.States[index], actor);
            var innermost = parts.InnermostOf(walk.States[index], actor);
            if (first.TryGetValue(innermost, out var before) && depth > parts.DepthOf(walk.States[before], actor)
                && Repeats(walk, parts, actor, before, index))
            {
                return $"{parts.MethodOf(walk.States[index], actor)} calls itself without end";
            }

            first[innermost] = index;
        }

        return null;
    }

    private static bool Repeats(SampledWalk walk, StateParts parts, int actor, int from, int to)
    {
        var least = parts.DepthOf(walk.States[from], actor);
        var deeper = parts.DepthOf(walk.States[to], actor) - least;
        var state = walk.States[to];
        for (var time = 1; time <= Times; time++)
        {
            foreach (var next in walk.Again(state, from, to))
            {
                if (next is null || parts.DepthOf(next, actor) < least + (time * deeper))
                {
                    return false;
                }

                state = next;
            }

            if (parts.InnermostOf(state, actor) != parts.InnermostOf(walk.States[to], actor)
                || parts.DepthOf(state, actor) != least + ((time + 1) * deeper))
            {
                return false;
            }
        }

        return true;
    }
}
