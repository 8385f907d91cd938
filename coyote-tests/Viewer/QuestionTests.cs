using System.Threading;
using Interlock.Catalogue;
using Interlock.Semantics.Scenarios;
using Interlock.Viewer.Graphs;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Viewer;

public sealed class QuestionTests
{
    [Fact]
    public void A_search_finds_the_states_that_meet_its_condition()
    {
        using var viewed = new Viewed("page-unmap");
        var table = viewed.Questions.Ask((graph, whole, facts) => Enumerable.Range(0, graph.Count)
            .Select(id => (Id: id, Mapped: facts.Column(whole!, "page is mapped")[id], Page: facts.Column(whole!, "page[0]")[id], Depth: graph.DepthOf(id)))
            .ToList());

        int[] Found(string condition) => [.. viewed.Questions.Find([], Condition.Read(JObject.Parse(condition)), int.MaxValue).First];

        Assert.Equal(table.Where(state => state.Mapped == "no").Select(state => state.Id), Found("""{"op":"=","name":"page is mapped","value":"NO"}"""));
        Assert.Equal(
            table.Where(state => state.Mapped == "yes" && !(state.Page == "2" || state.Depth < 5)).Select(state => state.Id),
            Found("""
                {"op":"and","of":[{"op":"!=","name":"page is mapped","value":"no"},{"op":"not","of":[{"op":"or","of":[
                {"op":"=","name":"page[0]","value":"0x2"},{"op":"<","name":"depth","value":"5"}]}]}]}
                """));
        Assert.NotEmpty(Found("""{"op":"~","name":"vcpu0","value":"TLBMAINTENANCE"}"""));
        Assert.Empty(Found("""{"op":">","name":"vcpu0","value":"1"}"""));
    }

    [Theory]
    [InlineData("""{"op":"=","name":"colour of page","value":"1"}""")]
    [InlineData("""{"op":"xor","of":[]}""")]
    [InlineData("""{"op":"and","of":[]}""")]
    [InlineData("{}")]
    public void What_is_no_condition_is_refused_in_a_sentence(string condition)
    {
        using var viewed = new Viewed("page-unmap");

        var refusal = Assert.Throws<QuestionException>(() => viewed.Questions.Find([], Condition.Read(JObject.Parse(condition)), 1));

        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_is_one_that_can_be_gone()
    {
        using var viewed = new Viewed("mutex", "mutex-wakes-before-unlock");
        var broken = viewed.Questions.Summary().Broken.Single(broken => broken.Property == "no-lost-wake-up");

        var way = viewed.Questions.Way([], null, broken.First, null).Nodes!;
        var drawn = viewed.Questions.Part([], way, [], "out", 1, 0, null);

        Assert.Equal(way.Count - 1, drawn.Nodes.Single(node => node.Id == broken.First).Depth);
        Assert.All(way.Zip(way.Skip(1)), step => Assert.Contains(drawn.Edges, edge => (edge.From, edge.To) == step));
        Assert.Contains("nobody can take a step", viewed.Questions.Details([], broken.First).Message, StringComparison.Ordinal);
        Assert.Null(viewed.Questions.Way([], broken.First, 0, null).Nodes);
    }

    [Fact]
    public void Questions_are_answered_while_the_graph_is_explored()
    {
        var scenario = ScenarioList.Find("page-tables");
        using var live = new LiveGraph(scenario.Build(new Sizes(scenario)), long.MaxValue);
        using var stop = new CancellationTokenSource();
        var questions = new GraphQuestions(live, new Subject("page-tables", string.Empty, null));
        var exploring = new Thread(() => live.Explore(stop.Token));
        exploring.Start();
        while (questions.Summary().Expanded < 1000)
        {
            Thread.Sleep(10); // who asks comes first, so whoever asks all the time would keep the exploration from going on
        }

        var summary = questions.Summary();
        var part = questions.Part([], [], [], "out", 3, 20, null);
        var early = Assert.Throws<QuestionException>(() => questions.Way([], null, 1, null));
        stop.Cancel();
        exploring.Join();

        Assert.True(summary.IsExploring);
        Assert.Contains(part.Nodes, node => node.IsInitial);
        Assert.All(part.Nodes, node => Assert.Null(node.In));
        Assert.True(early.IsEarly);
        Assert.Equal("interrupted", questions.Summary().Bound);
        Assert.False(questions.Summary().IsExploring);
        Assert.NotNull(questions.Way([], null, 1, null).Nodes);
        Assert.All(questions.Part([], [], [], "out", 3, 20, null).Nodes, node => Assert.NotNull(node.In));
    }

    [Fact]
    public void A_part_that_was_cut_off_is_not_shown_as_an_end()
    {
        using var viewed = new Viewed("guest-share", maxStates: 100);

        var summary = viewed.Questions.Summary();
        var last = viewed.Questions.Part([], [summary.States - 1], [], "out", 1, 0, null).Nodes.Single();

        Assert.Equal("--max-states 100", summary.Bound);
        Assert.False(last.IsExpanded || last.Ends);
        Assert.Contains("incomplete", viewed.Questions.Outcome(), StringComparison.Ordinal);
    }

    [Fact]
    public void Abstractions_show_dozens_of_classes_instead_of_states()
    {
        using var viewed = new Viewed("guest-share");
        var lens = viewed.Questions.Summary().Lenses.Single(lens => lens.Name == "page tables");

        var part = viewed.Questions.Part(lens.Facts, [], [], "out", 1000, 1000, null);

        Assert.InRange(part.Nodes.Count, 2, 60);
        Assert.Equal(viewed.Questions.Summary().States, part.Nodes.Sum(node => node.Size));
        Assert.All(part.Nodes, node => Assert.Equal(node.Id, viewed.Questions.NodeOf(lens.Facts, node.First)));
        Assert.All(part.Edges, edge => Assert.True(edge.Count > 0 && edge.From != edge.To));
    }

    [Fact]
    public void A_page_without_a_server_has_all_of_a_small_graph_and_says_what_it_lacks_of_a_large_one()
    {
        using var small = new Viewed("page-unmap");
        using var large = new Viewed("guest-share");

        var (whole, part) = (Content(EmbeddedGraph.Page(small.Questions)), Content(EmbeddedGraph.Page(large.Questions)));

        Assert.Equal(small.Questions.Summary().States, whole["nodes"]!.Count());
        Assert.Null((string?)whole["caveat"]);
        Assert.Equal(2500, part["nodes"]!.Count());
        Assert.Contains("2,500 of 7,326 states are in this file", (string?)part["caveat"], StringComparison.Ordinal);
        Assert.Equal(7326, part["classes"]!["page tables"]!["nodes"]!.Sum(node => (int)node["size"]!));
    }

    private static JObject Content(string page)
    {
        const string Start = "id=\"payload\">";
        var from = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return JObject.Parse(page[from..page.IndexOf("</script>", from, StringComparison.Ordinal)]);
    }
}
