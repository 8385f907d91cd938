namespace Interlock.Models.Idealized.Runs;

/// <summary>All states that a platform can come to, in an order that is always the same.</summary>
internal static class ReachableStates
{
    /// <summary>The states, nearest to boot first.</summary>
    public static IReadOnlyList<PlatformState> Of(Platform platform)
    {
        var found = new List<PlatformState> { PlatformState.Boot(platform.Shape) };
        var known = new HashSet<PlatformState>(found);
        for (var at = 0; at < found.Count; at++)
        {
            foreach (var action in platform.Actions)
            {
                if (platform.Step(found[at], action) is { } next && known.Add(next))
                {
                    found.Add(next);
                }
            }
        }

        return found;
    }
}
