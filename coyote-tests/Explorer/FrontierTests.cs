using System.Threading;
using Interlock.Explorer;
using Interlock.Explorer.States;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>What the search asks of every frontier.</summary>
public sealed class FrontierTests
{
    private const int Width = 2;

    [Theory]
    [InlineData(SearchOrder.BreadthFirst, 1)]
    [InlineData(SearchOrder.BreadthFirst, 2)]
    [InlineData(SearchOrder.BreadthFirst, 4)]
    [InlineData(SearchOrder.DepthFirst, 1)]
    [InlineData(SearchOrder.DepthFirst, 2)]
    [InlineData(SearchOrder.DepthFirst, 4)]
    public void Every_state_comes_out_once_and_then_it_is_over(SearchOrder order, int workers)
    {
        const int Nodes = 200_000;
        var frontier = New(order, workers);
        using var owner = frontier as IDisposable;
        var taken = new int[Nodes];
        var wrong = 0;
        frontier.Put(0, Frontier.HeaderOf(0, 0), [0, ~0UL]);

        // A tree in which node n has the children 3n+1 to 3n+3, as far as there are that many nodes.
        var threads = Enumerable.Range(0, workers).Select(worker => new Thread(() =>
        {
            var record = new ulong[Frontier.Header + Width];
            do
            {
                while (frontier.TryTake(worker, record))
                {
                    var node = (int)record[1];
                    var isSame = Frontier.IdOf(record[0]) == node && record[2] == ~(ulong)node;
                    Interlocked.Add(ref wrong, isSame && Frontier.DepthOf(record[0]) == DepthOf(node) ? 0 : 1);
                    Interlocked.Increment(ref taken[node]);
                    for (var child = (3 * node) + 1; child <= (3 * node) + 3 && child < Nodes; child++)
                    {
                        frontier.Put(worker, Frontier.HeaderOf((uint)child, DepthOf(child)), [(ulong)child, ~(ulong)child]);
                    }
                }
            }
            while (frontier.Wait(worker, CancellationToken.None));
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(0, wrong);
        Assert.All(taken, times => Assert.Equal(1, times));
        Assert.Equal((0, DepthOf(Nodes - 1)), (frontier.Count, frontier.Depth));
    }

    [Fact]
    public void Breadth_first_is_level_by_level_in_the_order_put()
    {
        using var frontier = new BreadthFirstFrontier(Width, workers: 1);
        var expected = Enumerable.Range(0, 1000).Select(state => (ulong)state).ToList();
        expected.ForEach(state => frontier.Put(0, Frontier.HeaderOf(0, 0), [state, 0]));
        Assert.Equal(1000, frontier.Count);

        for (var level = 0; level < 3; level++)
        {
            Assert.True(frontier.Wait(0, CancellationToken.None));
            Assert.Equal(level, frontier.Depth);
            Assert.Equal(expected, Drain(frontier, state => frontier.Put(0, Frontier.HeaderOf(0, level + 1), [state + 1, 0])));
            expected = [.. expected.Select(state => state + 1)];
        }
    }

    [Fact]
    public void Depth_first_is_the_newest_first()
    {
        var random = new Random(5);
        var frontier = new DepthFirstFrontier(Width, workers: 1);
        var reference = new Stack<ulong>();
        var record = new ulong[Frontier.Header + Width];
        for (var step = 0; step < 100_000; step++)
        {
            if (random.Next(100) < 52)
            {
                reference.Push((ulong)step);
                frontier.Put(0, Frontier.HeaderOf((uint)step, 1), [(ulong)step, 0]);
            }
            else
            {
                var isThere = reference.TryPop(out var expected);
                Assert.Equal(isThere, frontier.TryTake(0, record));
                Assert.True(!isThere || record[1] == expected);
            }

            Assert.Equal(reference.Count, frontier.Count);
        }
    }

    [Theory]
    [InlineData(SearchOrder.BreadthFirst)]
    [InlineData(SearchOrder.DepthFirst)]
    public void Who_waits_is_let_go_when_the_search_stops(SearchOrder order)
    {
        var frontier = New(order, workers: 2);
        using var owner = frontier as IDisposable;
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.False(frontier.Wait(0, stop.Token)); // the other worker never comes
    }

    private static Frontier New(SearchOrder order, int workers) => order == SearchOrder.BreadthFirst
        ? new BreadthFirstFrontier(Width, workers)
        : new DepthFirstFrontier(Width, workers);

    private static int DepthOf(int node) => node == 0 ? 0 : 1 + DepthOf((node - 1) / 3);

    private static List<ulong> Drain(BreadthFirstFrontier frontier, Action<ulong> taken)
    {
        var drained = new List<ulong>();
        var record = new ulong[Frontier.Header + Width];
        while (frontier.TryTake(0, record))
        {
            drained.Add(record[1]);
            taken(record[1]);
        }

        return drained;
    }
}
