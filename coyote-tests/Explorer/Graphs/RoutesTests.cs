using Interlock.Explorer.Graphs;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Graphs;

public sealed class RoutesTests
{
    [Fact]
    public void Ways_are_as_short_as_distances_computed_apart()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var steps = new DrawnSteps(new Random(seed));
            var distances = steps.Distances();
            for (var from = 0; from < steps.Count; from++)
            {
                for (var to = 0; to < steps.Count; to++)
                {
                    var way = Routes.Shortest(steps, [from], node => node == to);
                    Assert.Equal(distances[from, to], way is null ? DrawnSteps.Far : way.Count - 1);
                    Assert.All((way ?? []).Zip((way ?? []).Skip(1)), step => Assert.Contains(step, steps.All));
                }
            }
        }
    }

    [Fact]
    public void What_is_near_is_what_is_near_and_what_is_left_out_is_counted()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var steps = new DrawnSteps(new Random(seed));
            var distances = steps.Distances();
            var (radius, start) = (seed % 4, seed % steps.Count);
            var expected = Enumerable.Range(0, steps.Count).Where(node => node != start && distances[start, node] <= radius).ToList();

            Assert.Equal(expected, Routes.Near(steps, [start], radius, true, false, steps.Count, out var left).Order());
            Assert.Equal(0, left);
            var some = Routes.Near(steps, [start], 1, true, false, 1, out left);
            Assert.Equal(
                steps.All.Where(step => step.From == start && step.To != start).Select(step => step.To).Distinct().Count(),
                some.Count + left);
        }
    }

    private sealed class DrawnSteps : ISteps
    {
        public const int Far = 1_000;

        public DrawnSteps(Random random)
        {
            Count = random.Next(1, 9);
            All = [.. Enumerable.Range(0, random.Next(0, 16)).Select(_ => (random.Next(Count), random.Next(Count))).Distinct()];
        }

        public int Count { get; }

        public IReadOnlyList<(int From, int To)> All { get; }

        public void Forward(int node, List<int> into) =>
            into.AddRange(All.Where(step => step.From == node && step.To != node).Select(step => step.To));

        public void Backward(int node, List<int> into) =>
            into.AddRange(All.Where(step => step.To == node && step.From != node).Select(step => step.From));

        // Floyd and Warshall's.
        public int[,] Distances()
        {
            var distances = new int[Count, Count];
            for (var from = 0; from < Count; from++)
            {
                for (var to = 0; to < Count; to++)
                {
                    distances[from, to] = from == to ? 0 : All.Contains((from, to)) ? 1 : Far;
                }
            }

            for (var over = 0; over < Count; over++)
            {
                for (var from = 0; from < Count; from++)
                {
                    for (var to = 0; to < Count; to++)
                    {
                        distances[from, to] = Math.Min(distances[from, to], distances[from, over] + distances[over, to]);
                    }
                }
            }

            return distances;
        }
    }
}
