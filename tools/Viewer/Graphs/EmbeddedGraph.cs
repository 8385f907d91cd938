using Interlock.Explorer.Graphs;
using Interlock.Semantics.Transitions;

namespace Interlock.Viewer.Graphs;

/// <summary>
/// A graph as it stands in a page that works without a server: of a large one the states that are nearest to the start and the way to
/// each kind of violation, and of every lens the classes of the whole. What is left out, the page says.
/// </summary>
public sealed class EmbeddedGraph
{
    private const int MostStates = 2500;
    private const int MostClasses = 400;
    private const char Separator = '\u001f';
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<string> texts = [];
    private readonly WholeGraph whole;
    private readonly StateNodes states;
    private readonly FactTable facts;
    private readonly GraphSummary summary;

    private EmbeddedGraph(WholeGraph whole, StateNodes states, FactTable facts, GraphSummary summary) =>
        (this.whole, this.states, this.facts, this.summary) = (whole, states, facts, summary);

    /// <summary>The page of a graph whose exploration has ended.</summary>
    public static string Page(GraphQuestions questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var summary = questions.Summary();
        return questions.Ask((_, whole, facts) => Bundle.Fill(Bundle.Graph, ViewerJson.Write(
            new EmbeddedGraph(whole!, questions.States, facts, summary).Content())));
    }

    private object Content()
    {
        var ids = Chosen();
        var columns = facts.All.ToDictionary(fact => fact.Name, fact => Column(fact, ids));
        var pictures = summary.HasPictures ? Pictures(ids) : null;
        var nodes = ids.Select(Node).ToList();
        var steps = ids.Select(Steps).ToList();
        return new
        {
            summary,
            caveat = ids.Count == whole.Graph.Count ? null
                : $"{ids.Count:N0} of {whole.Graph.Count:N0} states are in this file; interlock serve has them all",
            texts,
            facts = columns,
            nodes,
            steps,
            pictures,
            classes = summary.Lenses.ToDictionary(lens => lens.Name, lens => Classes(lens, ids)),
        };
    }

    private List<int> Chosen()
    {
        var chosen = Enumerable.Range(0, Math.Min(MostStates, whole.Graph.Count)).ToHashSet();
        foreach (var broken in summary.Broken)
        {
            chosen.UnionWith(Routes.Shortest(whole.Steps, states.Initial, state => state == broken.First) ?? []);
        }

        return [.. chosen.Order()];
    }

    private int[] Column(Fact fact, List<int> ids)
    {
        var words = new ulong[whole.Graph.System.Width];
        return [.. ids.Select(id =>
        {
            whole.Graph.Read(id, words);
            return Number(fact.Read(words));
        })];
    }

    private object Node(int id)
    {
        var (view, words) = (states.View(id, null), new ulong[whole.Graph.System.Width]);
        whole.Graph.Read(id, words);
        return new
        {
            id,
            depth = view.Depth,
            flags = (view.IsInitial ? 1 : 0) | (view.Ends ? 2 : 0) | (view.IsExpanded ? 4 : 0),
            broken = view.Broken is null ? -1 : Number(view.Broken),
            message = view.Broken is null ? -1 : Number(states.Message(id, words) ?? view.Broken),
            @out = view.Out,
            @in = view.In,
        };
    }

    private int[] Steps(int id) =>
    [
        .. states.StepsOf(id).SelectMany(step => (int[])
        [
            step.Node,
            step.Actor,
            Number(step.Operation),
            Number(step.Site),
            Number(string.Join(Separator, step.Changes.SelectMany(change => (string[])[change.Name, change.Before, change.After]))),
            Number(string.Join(Separator, step.Notes)),
            step.Count,
            Number(step.Whole),
        ]),
    ];

    // Most parts of a picture are the same in many states: each is written once.
    private object Pictures(List<int> ids)
    {
        var (pages, regimes, vcpus) = (new Shared(), new Shared(), new Shared());
        var words = new ulong[whole.Graph.System.Width];
        var of = ids.Select(id =>
        {
            whole.Graph.Read(id, words);
            var picture = whole.Graph.System.Picture(words)!;
            return (int[])
            [
                pages.Number(picture.Pages),
                picture.Regimes.Count,
                .. picture.Regimes.Select(regimes.Number),
                .. picture.Vcpus.Select(vcpus.Number),
            ];
        }).ToList();
        return new { pages = pages.Parts, regimes = regimes.Parts, vcpus = vcpus.Parts, of };
    }

    private object Classes(Lens lens, List<int> ids)
    {
        var nodes = new ClassNodes(whole, facts, lens.Facts);
        var near = Routes.Near(
            nodes.Steps, nodes.Initial, int.MaxValue, forward: true, backward: false, MostClasses, out _);
        var part = nodes.Part(nodes.Initial, near, left: 0, colour: null);
        var shown = part.Nodes.Select(node => node.Id).ToHashSet();
        return new
        {
            nodes = part.Nodes,
            edges = part.Edges,
            of = ids.Select(nodes.Of).Select(id => shown.Contains(id) ? id : -1),
            left = nodes.Steps.Count - part.Nodes.Count,
        };
    }

    private int Number(string text)
    {
        if (!numbers.TryGetValue(text, out var number))
        {
            numbers.Add(text, number = texts.Count);
            texts.Add(text);
        }

        return number;
    }

    /// <summary>Parts, each kept once, by content.</summary>
    private sealed class Shared
    {
        private readonly Dictionary<string, int> numbers = [];
        private readonly List<object> parts = [];

        public IReadOnlyList<object> Parts => parts;

        public int Number(object part)
        {
            var content = ViewerJson.Write(part);
            if (!numbers.TryGetValue(content, out var number))
            {
                numbers.Add(content, number = parts.Count);
                parts.Add(part);
            }

            return number;
        }
    }
}
