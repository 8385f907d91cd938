using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.Graphs;
using Interlock.Explorer.Search;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Graphs;

/// <summary>A graph in memory is the graph that the search goes through, and every way to look at it agrees with a plain one.</summary>
public sealed class ExploredGraphTests
{
    [Theory]
    [InlineData("ticket-lock", null)]
    [InlineData("mutex", null)]
    [InlineData("toy-shootdown", null)]
    [InlineData("page-unmap", null)]
    [InlineData("guest-share", null)]
    [InlineData("mutex", "mutex-wakes-all")]
    public void It_has_the_states_and_the_transitions_of_the_search(string scenario, string? variant)
    {
        using var graph = Explore(scenario, variant);

        var report = new Exploration(Build(scenario, variant), new SearchOptions()).Run();

        Assert.True(graph.IsComplete);
        Assert.Equal((report.States, report.Transitions), (graph.Count, (long)graph.Steps));
        Assert.Equal(report.Depth, graph.Levels.Count - 1);
    }

    [Theory]
    [InlineData("mutex")]
    [InlineData("page-unmap")]
    public void A_number_is_the_same_state_however_the_graph_was_explored(string scenario)
    {
        using var one = Explore(scenario, null);
        using var other = new ExploredGraph(Build(scenario, null));
        while (other.Explore(7))
        {
        }

        var (words, same) = (new ulong[one.System.Width], new ulong[one.System.Width]);
        for (var id = 0; id < one.Count; id++)
        {
            one.Read(id, words);
            other.Read(id, same);
            Assert.Equal(one.System.Describe(words), other.System.Describe(same));
        }
    }

    [Fact]
    public void Steps_and_depths_are_those_of_states_expanded_again()
    {
        using var graph = Explore("page-unmap", null);
        var numbers = new Dictionary<string, int>();
        var words = new ulong[graph.System.Width];
        for (var id = 0; id < graph.Count; id++)
        {
            graph.Read(id, words);
            Assert.True(numbers.TryAdd(string.Join(' ', words), id), "two numbers, one state");
        }

        var (expansion, steps) = (new Expansion(graph.System.Width, graph.System.Witnesses.Count, wide: false), new StateSteps(graph));
        var nearest = Enumerable.Repeat(int.MaxValue, graph.Count).ToArray();
        Array.Clear(nearest, 0, graph.Initial);
        for (var id = 0; id < graph.Count; id++)
        {
            graph.Read(id, words);
            graph.System.Expand(words, expansion);
            Assert.Equal(expansion.Count, graph.StepsOf(id));
            Assert.Equal(nearest[id], graph.DepthOf(id));
            for (var index = 0; index < expansion.Count; index++)
            {
                var to = numbers[string.Join(' ', expansion.State(index).ToArray())];
                Assert.Equal(new GraphStep(to, expansion[index].Actor), graph.Step(id, index));
                Assert.Contains(id, steps.Sources(to).ToArray());
                nearest[to] = Math.Min(nearest[to], nearest[id] + 1);
            }
        }

        Assert.Equal(graph.Steps, Enumerable.Range(0, graph.Count).Sum(id => steps.Sources(id).Length));
    }

    [Theory]
    [InlineData("mutex", "mutex-wakes-before-unlock", "no-lost-wake-up")]
    [InlineData("mutex", "mutex-split-take", "mutual-exclusion")]
    public void What_the_search_finds_broken_is_broken_in_the_graph(string scenario, string variant, string property)
    {
        using var graph = Explore(scenario, variant);

        var report = new Exploration(Build(scenario, variant), new SearchOptions()).Run();
        var first = Enumerable.Range(0, graph.Count).First(id => graph.BrokenBy(id) is not null);

        Assert.Equal(property, report.Violation?.Property);
        Assert.Equal(property, graph.BrokenBy(first));
        Assert.Equal(report.Counterexample!.Schedule.Count, graph.DepthOf(first));
    }

    [Fact]
    public void States_without_a_way_to_a_goal_are_found()
    {
        using var right = Explore("mutex", null);
        using var wrong = Explore("mutex", "mutex-wakes-before-unlock");

        Assert.Null(StuckStates.Find(right, new StateSteps(right)));
        var lost = StuckStates.Find(wrong, new StateSteps(wrong))!;
        Assert.All(
            Enumerable.Range(0, wrong.Count).Where(id => wrong.BrokenBy(id) == "no-lost-wake-up"), id => Assert.NotEqual(0UL, lost[id]));
        Assert.Equal(0UL, lost[0]);
    }

    [Fact]
    public void A_part_of_a_graph_knows_that_it_is_one()
    {
        using var graph = new ExploredGraph(Build("guest-share", null));

        Assert.True(graph.Explore(500));

        Assert.False(graph.IsComplete);
        Assert.Equal(500, graph.Expanded);
        Assert.True(graph.Count > 500);
        Assert.Equal(0, graph.StepsOf(graph.Count - 1));
        Assert.True(graph.DepthOf(graph.Count - 1) >= graph.DepthOf(499));
    }

    internal static ExploredGraph Explore(string scenario, string? variant)
    {
        var graph = new ExploredGraph(Build(scenario, variant));
        graph.Explore(int.MaxValue);
        return graph;
    }

    private static TransitionSystem Build(string name, string? variant)
    {
        var scenario = ScenarioList.Find(name);
        return scenario.Build(new Sizes(scenario), variant);
    }
}
