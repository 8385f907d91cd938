using System.Threading;
using Interlock.Catalogue;
using Interlock.Semantics.Scenarios;
using Interlock.Viewer.Graphs;

namespace Interlock.CoyoteTests.Viewer;

/// <summary>A scenario whose graph has been explored, with who answers questions about it.</summary>
internal sealed class Viewed : IDisposable
{
    private readonly LiveGraph live;

    public Viewed(string name, string? variant = null, long maxStates = long.MaxValue, Dictionary<string, int>? sizes = null)
    {
        var scenario = ScenarioList.Find(name);
        live = new LiveGraph(scenario.Build(new Sizes(scenario, sizes), variant), maxStates);
        live.Explore(CancellationToken.None);
        Questions = new GraphQuestions(live, new Subject(name, string.Empty, variant));
    }

    public GraphQuestions Questions { get; }

    public void Dispose() => live.Dispose();
}
