namespace Interlock.Explorer.States;

/// <summary>How many states were first seen at each depth.</summary>
internal sealed class DepthCounts
{
    private long[] counts = new long[64];

    /// <summary>Counts states.</summary>
    public void Add(int depth, int states)
    {
        if (depth >= counts.Length)
        {
            Array.Resize(ref counts, Math.Max(depth + 1, 2 * counts.Length));
        }

        counts[depth] += states;
    }

    /// <summary>The counts of all workers together, up to the greatest depth at which there is a state.</summary>
    public static IReadOnlyList<long> Sum(IReadOnlyCollection<DepthCounts> all)
    {
        var depths = all.Max(one => one.counts.Length);
        var sum = Enumerable.Range(0, depths)
            .Select(depth => all.Sum(one => depth < one.counts.Length ? one.counts[depth] : 0)).ToList();
        return sum[..(sum.FindLastIndex(count => count > 0) + 1)];
    }
}
