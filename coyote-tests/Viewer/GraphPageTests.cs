using System.Threading;
using System.Xml.Linq;
using Interlock.Catalogue;
using Interlock.Semantics.Scenarios;
using Interlock.Viewer.Graphs;
using Interlock.Viewer.Serve;
using Newtonsoft.Json.Linq;
using OpenQA.Selenium;
using Xunit;
using Xunit.Abstractions;

namespace Interlock.CoyoteTests.Viewer;

/// <summary>The state graph in a real browser.</summary>
[Trait("Category", "Long")]
public sealed class GraphPageTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(5);

    [BrowserFact]
    public async Task A_graph_of_more_than_a_million_states_opens_in_seconds_and_answers_at_once()
    {
        var scenario = ScenarioList.Find("mutex");
        var sizes = new Sizes(scenario, new Dictionary<string, int> { ["vcpus"] = 4, ["rounds"] = 5 });
        using var live = new LiveGraph(scenario.Build(sizes), long.MaxValue);
        var questions = new GraphQuestions(live, new Subject("mutex", "vcpus=4 rounds=5", null));
        await using var server = await ViewerServer.Start(questions, 0);
        var exploring = new Thread(() => live.Explore(CancellationToken.None));
        exploring.Start();

        Say("opened while it is explored", browser.Open(server.Address));
        browser.Until("document.querySelector('.counts').innerText.includes('the whole graph')");
        exploring.Join();
        Assert.True(questions.Summary().States > 1_000_000);
        var opened = browser.Open(server.Address);
        Say($"opened with {questions.Summary().States:N0} states", opened);
        if (opened >= Opening)
        {
            // A machine that is busy with other tests is slow for any graph: then size must make no difference.
            var small = await OpenSmall();
            Say("opened a graph of 28 states", small);
            Assert.True(opened < 2 * small, $"it took {opened}, and a graph of 28 states {small}");
            browser.Open(server.Address);
        }


        Say("chose a node by its place", browser.Press(Keys.ArrowDown));
        var shown = Count(".node");
        Say("chose one by a click", browser.Click(
            "[...document.querySelectorAll('.node')].find(node => /follow/.test(node.querySelector('.badge title')?.textContent))"));
        Say("expanded it", browser.Press("e"));
        Assert.True(Count(".node") > shown, "nothing was expanded");
        Say("took a step", browser.Press("1"));
        Say("searched", browser.Press("/", "counter is 7 and vcpu2 is finished", Keys.Enter, Keys.Escape));
        var found = questions.Find([], Condition.Read(JObject.Parse(
            """{"op":"and","of":[{"op":"=","name":"counter","value":"7"},{"op":"=","name":"vcpu2","value":"finished"}]}""")), 1);
        Assert.Equal($"{found.States:N0} states", browser.Get<string>("document.querySelector('.found').textContent"));
        Assert.Equal($"State {found.First[0]}", browser.Get<string>("document.querySelector('.panel h2').firstChild.textContent"));
        Say("went to the next match", browser.Press("n"));
        Say("found a shortest way to it", browser.Press("w"));
        Assert.True(Count(".edge.on-way") > 0, "no way is marked");
        Say("coloured by a fact", browser.Choose("colour", "counter"));
        Assert.True(Count(".node .tag") > 0, "no node is coloured");
        Say("grouped states by memory", browser.Choose("lens", "memory"));
        Assert.InRange(Count(".node"), 2, 200);
        browser.HasNoComplaints();
    }

    [BrowserFact]
    public async Task What_is_seen_can_be_saved_for_other_tools()
    {
        using var viewed = new Viewed("mutex", "mutex-wakes-before-unlock", sizes: new() { ["vcpus"] = 2, ["rounds"] = 1 });
        await using var server = await ViewerServer.Start(viewed.Questions, 0);
        var (states, steps) = (viewed.Questions.Summary().States, viewed.Questions.Summary().Steps);
        browser.Open(server.Address);
        Assert.Equal(states, Count(".node"));

        foreach (var format in (string[])["svg", "dot", "graphml", "jsonl"])
        {
            browser.Choose("save", format);
        }

        XNamespace svg = "http://www.w3.org/2000/svg";
        XNamespace graphml = "http://graphml.graphdrawing.org/xmlns";
        var picture = XDocument.Parse(browser.Saved("mutex.svg"));
        var graph = XDocument.Parse(browser.Saved("mutex.graphml"));
        var lines = browser.Saved("mutex.jsonl").TrimEnd('\n').Split('\n').Select(JObject.Parse).ToList();
        Assert.Equal(states, picture.Descendants(svg + "g").Count(group => ((string?)group.Attribute("class"))?.Split(' ')[0] == "node"));
        Assert.StartsWith("rgb", (string?)picture.Descendants(svg + "path").Last().Attribute("stroke"), StringComparison.Ordinal);
        Assert.Equal((states, steps), (graph.Descendants(graphml + "node").Count(), graph.Descendants(graphml + "edge").Count()));
        Assert.Equal(states, lines.Count(line => (string?)line["kind"] == "node"));
        Assert.Contains(lines, line => (string?)line["violation"] == "no-lost-wake-up");
        Assert.StartsWith("digraph states {", browser.Saved("mutex.dot"), StringComparison.Ordinal);
        browser.HasNoComplaints();
    }

    [BrowserFact]
    public async Task An_address_opens_what_it_was_taken_from()
    {
        using var viewed = new Viewed("mutex", "mutex-wakes-before-unlock", sizes: new() { ["vcpus"] = 2, ["rounds"] = 2 });
        await using var server = await ViewerServer.Start(viewed.Questions, 0);
        browser.Open(server.Address);

        browser.Press("v");
        browser.Press("[");
        var (address, before) = (browser.Get<string>("location.href"), Looks());
        browser.Open(address);

        Assert.Contains("way=0.", address, StringComparison.Ordinal);
        Assert.Equal(before, Looks());
        Assert.True(Count(".broken") > 0, "the violation is not marked");
        browser.Open($"{server.Address}#at=123456789");
        Assert.Contains(
            "There is no state 123456789", browser.Get<string>("document.querySelector('.notice').textContent"), StringComparison.Ordinal);
        browser.HasNoComplaints();
    }

    [BrowserFact]
    public async Task Tables_owners_and_translations_are_drawn()
    {
        using var viewed = new Viewed("guest-share");
        await using var server = await ViewerServer.Start(viewed.Questions, 0);
        browser.Open(server.Address);

        browser.Press("/", "tree of VM 0 contains rwx and tlb0 contains vmid1", Keys.Enter, Keys.Escape);

        Assert.True(Count(".page-tables .link.mapped") > 0, "no page is mapped");
        Assert.True(Count(".tlb .held") > 0, "no translation is held");
        Assert.Equal(2, Count(".page-tables .page rect.stripe"));
        browser.HasNoComplaints();
    }

    // The page evaluates conditions itself when there is no server: twice the same answers.
    [BrowserFact]
    public void A_page_from_disk_answers_as_the_server_does()
    {
        using var viewed = new Viewed("page-unmap");
        var path = Path.Combine(browser.Folder, "page-unmap.html");
        File.WriteAllText(path, EmbeddedGraph.Page(viewed.Questions));
        browser.Open(new Uri(path).AbsoluteUri);
        Assert.Equal(147, Count(".node"));
        foreach (var (typed, condition) in new (string, string)[]
        {
            ("page is mapped is no", """{"op":"=","name":"page is mapped","value":"no"}"""),
            ("not (depth < 0x5 or page[0] = 2)", """{"op":"not","of":[{"op":"or","of":[{"op":"<","name":"depth","value":"0x5"},{"op":"=","name":"page[0]","value":"2"}]}]}"""),
            ("\"vcpu0\" contains \"dsb\" and depth >= 3", """{"op":"and","of":[{"op":"~","name":"vcpu0","value":"dsb"},{"op":">=","name":"depth","value":"3"}]}"""),
            ("tlb1 is not - or ends is yes", """{"op":"or","of":[{"op":"!=","name":"tlb1","value":"-"},{"op":"=","name":"ends","value":"yes"}]}"""),
        })
        {
            browser.Page.ExecuteScript("document.getElementById('search').value = ''");
            browser.Press("/", typed, Keys.Enter, Keys.Escape);
            var found = viewed.Questions.Find([], Condition.Read(JObject.Parse(condition)), 1);
            Assert.Equal(
                (typed, $"{found.States:N0} states"), (typed, browser.Get<string>("document.querySelector('.found').textContent")));
        }

        browser.Page.ExecuteScript("document.getElementById('search').value = ''");
        browser.Press("/", "colour is red", Keys.Enter, Keys.Escape);
        Assert.Equal("No part of a state is called 'colour is red'.", browser.Get<string>("document.querySelector('.found').textContent"));
        browser.Press("h");
        browser.Press(Keys.ArrowDown, "w");
        browser.Choose("lens", "page tables");
        Assert.Equal(2, Count(".node"));
        browser.HasNoComplaints();
    }

    private async Task<TimeSpan> OpenSmall()
    {
        using var viewed = new Viewed("ticket-lock", sizes: new() { ["vcpus"] = 2, ["rounds"] = 1 });
        await using var server = await ViewerServer.Start(viewed.Questions, 0);
        return browser.Open(server.Address);
    }

    private int Count(string selector) => (int)browser.Get<long>($"document.querySelectorAll('{selector}').length");

    private string Looks() => browser.Get<string>(
        "[...document.querySelectorAll('.node')].map(node => node.dataset.id + node.getAttribute('class')).sort().join() + " +
        "document.querySelector('.panel h2').textContent");

    private void Say(string what, TimeSpan time) => output.WriteLine($"{time.TotalSeconds:0.00} s: {what}");
}
