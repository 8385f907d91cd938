using Interlock.Explorer.Graphs;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Graphs;

/// <summary>Classes of states are what reading every state gives: so a fact depends on no word that it does not name.</summary>
public sealed class GroupingTests
{
    [Theory]
    [InlineData("ticket-lock")]
    [InlineData("toy-shootdown")]
    [InlineData("page-unmap")]
    [InlineData("guest-share")]
    public void Every_fact_of_every_state_is_what_the_state_says(string scenario)
    {
        using var graph = ExploredGraphTests.Explore(scenario, null);
        var facts = graph.System.Facts;
        var state = new ulong[graph.System.Width];

        Assert.Equal(facts.Count, facts.DistinctBy(fact => fact.Name).Count());
        foreach (var fact in facts)
        {
            var grouping = Grouping.ByFact(graph, fact, out var texts);
            Assert.Equal(texts.Count, texts.Distinct().Count());
            for (var id = 0; id < graph.Count; id++)
            {
                graph.Read(id, state);
                Assert.True(fact.Read(state) == texts[grouping[id]], $"{fact.Name} of state {id}");
            }
        }
    }

    [Fact]
    public void Classes_are_those_of_states_with_the_same_facts()
    {
        using var graph = ExploredGraphTests.Explore("guest-share", null);
        var facts = graph.System.Facts.Where(fact => fact.Group is "page tables" or "locks").ToList();
        var (state, classes) = (new ulong[graph.System.Width], new Dictionary<string, int>());

        var grouping = Grouping.ByAll(graph.Count, facts.Select(fact => Grouping.ByFact(graph, fact, out _)));
        var quotient = new Quotient(graph, grouping);

        for (var id = 0; id < graph.Count; id++)
        {
            graph.Read(id, state);
            var words = state;
            var key = string.Join('\n', facts.Select(fact => fact.Read(words)));
            classes.TryAdd(key, classes.Count);
            Assert.Equal(classes[key], grouping[id]);
        }

        var steps = Enumerable.Range(0, graph.Count)
            .SelectMany(id => Enumerable.Range(0, graph.StepsOf(id)).Select(index => (From: grouping[id], Step: graph.Step(id, index))))
            .Select(step => (step.From, To: grouping[step.Step.To], step.Step.Actor))
            .Where(step => step.From != step.To).CountBy(step => step).ToDictionary();
        Assert.Equal(classes.Count, quotient.Count);
        Assert.Equal(
            steps.Select(step => (step.Key.From, step.Key.To, step.Key.Actor, step.Value)).Order(),
            Enumerable.Range(0, quotient.Count)
                .SelectMany(from => quotient.Steps(from).Select(step => (from, step.To, step.Actor, step.Count))).Order());
        Assert.Equal(graph.Count, Enumerable.Range(0, quotient.Count).Sum(grouping.Size));
    }
}
