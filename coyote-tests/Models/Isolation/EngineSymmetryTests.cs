using System.Collections.Immutable;
using Interlock.Catalogue.Engine.Scenarios;
using Interlock.Engine.Addresses;
using Interlock.Explorer;
using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Isolation.Harness;
using Interlock.Isolation.Symmetries;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models.Isolation;

/// <summary>Exchanging names of pages, VMs and CPUs makes no difference to what can happen, and saves what it should.</summary>
[Trait("Category", "Long")]
public sealed class EngineSymmetryTests
{
    /// <summary>Small enough to hold with all renamings.</summary>
    public static TheoryData<string> Small =>
    [
        "cpus=1 vms=1 pages=1 ipas=1 shares=1",
        "cpus=1 vms=2 pages=1 ipas=1 shares=1",
        "cpus=1 vms=1 pages=2 ipas=1 shares=1",
        "cpus=1 vms=1 pages=2 ipas=2 shares=2 writes=0",
        "cpus=1 vms=2 pages=2 ipas=1 shares=1",
        "cpus=1 vms=2 pages=2 ipas=1 shares=2",
        "cpus=1 vms=1 pages=3 ipas=1 shares=1",
        "cpus=1 vms=1 pages=2 ipas=1 shares=1 vmids=1",
        "cpus=1 vms=1 pages=2 ipas=2 shares=1 levels=2",
        "cpus=1 vms=1 pages=2 ipas=1 shares=1 locks=2",
        "cpus=1 vms=2 pages=2 ipas=1 shares=1 vmids=1",
        "cpus=2 vms=1 pages=1 ipas=1 shares=1",
        "cpus=2 vms=2 pages=1 ipas=1 shares=1",
    ];

    [Theory]
    [MemberData(nameof(Small))]
    public void Renamings_of_a_state_can_do_what_the_state_can(string sizes)
    {
        var graph = new EngineGraph(sizes);
        graph.AddImages();
        Assert.True(Difference(graph) is null, Difference(graph));
    }

    [Theory]
    [MemberData(nameof(Small))]
    public void The_reduced_search_reaches_one_state_of_each_class_of_renamings(string sizes)
    {
        var graph = new EngineGraph(sizes);
        graph.AddImages();
        var reached = graph.ReducedSearch();
        Assert.Equal(graph.Representatives.Count, reached.Count);
        Assert.Subset(graph.Representatives, reached);
    }

    /// <summary>What a symmetry can forget.</summary>
    public static TheoryData<string> Mistakes =>
        ["shares", .. Enum.GetValues<WordRole>().Except([WordRole.Plain, WordRole.FirstSpare, WordRole.Cpus]).Select(role => $"{role}")];

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_symmetry_that_forgets_something_is_found_out(string mistake)
    {
        var graph = new EngineGraph(
            mistake is "Vcpu" or "Lock" ? "cpus=2 vms=1 pages=1 ipas=1 shares=1" : "cpus=1 vms=2 pages=2 ipas=1 shares=1",
            setup => new Forgetful(setup, mistake));
        graph.AddImages();
        Assert.NotNull(Difference(graph));
    }

    [Theory]
    [InlineData("cpus=1 vms=2 pages=2 ipas=1 shares=1")]
    [InlineData("cpus=2 vms=1 pages=1 ipas=1 shares=1")]
    public void Counts_do_not_depend_on_workers_or_the_order_of_the_search(string sizes)
    {
        var reports = (from order in (SearchOrder[])[SearchOrder.BreadthFirst, SearchOrder.DepthFirst]
                       from workers in (int[])[1, 2]
                       select new Exploration(Build(sizes), new SearchOptions { Order = order, Workers = workers }).Run()).ToList();
        Assert.All(reports, report => Assert.Equal(Verdict.Verified, report.Verdict));
        Assert.Single(reports.Select(report => (report.States, report.Transitions)).Distinct());
    }

    [Fact]
    public void Goals_of_single_vCPUs_are_refused_where_vCPUs_are_exchanged()
    {
        var setup = GeneralEngine.SetUp(new Sizes(new GeneralClientScenario()));
        setup.Program.ReduceBy(new EngineSymmetry(setup));
        setup.Program.MustProgress();
        Assert.Throws<UnsupportedStateException>(setup.AsSystem);
    }

    [Theory]
    [InlineData("response")]
    [InlineData("predicate")]
    [InlineData("note")]
    public void What_speaks_of_fairness_is_refused_where_names_are_exchanged(string demand)
    {
        var setup = GeneralEngine.SetUp(new Sizes(new GeneralClientScenario()));
        setup.Program.ReduceBy(new EngineSymmetry(setup));
        Assert.NotNull(setup.AsSystem());
        switch (demand)
        {
            case "response":
                setup.Program.MustRespond("fair", "asked", "answered", Fairness.Weak);
                break;
            case "predicate":
                setup.Program.MustRecur("fair", _ => true, Fairness.Weak);
                break;
            default:
                setup.Program.MustRecur("fair", "answered", Fairness.Weak);
                break;
        }

        Assert.True(setup.Program.SpeaksOfFairness);
        Assert.Contains(
            "who is fair has a name", Assert.Throws<UnsupportedStateException>(setup.AsSystem).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_broken_call_is_found_with_and_without_exchanging_names(int cpus)
    {
        var whole = new Exploration(Broken(cpus, exchanges: false)).Run();
        var system = Broken(cpus, exchanges: true);
        var reduced = new Exploration(system).Run();

        Assert.Equal(Verdict.Violated, whole.Verdict);
        Assert.Equal((whole.Verdict, whole.Violation!.Property), (reduced.Verdict, reduced.Violation!.Property));
        Assert.Equal(whole.Counterexample!.Schedule.Count, reduced.Counterexample!.Schedule.Count);

        var replay = new Replay(system, reduced.Counterexample.Initial);
        var notes = reduced.Counterexample.Schedule.Select(replay.Take)
            .SelectMany(step => step.Notes.Concat(step.Further.SelectMany(further => further.Notes))).ToList();
        Assert.Equal(reduced.Violation.Property, replay.Violation!.Property);
        Assert.Contains(
            notes, note => note.StartsWith("renamed: ", StringComparison.Ordinal) && note.Contains("<->", StringComparison.Ordinal));
    }

    private static TransitionSystem Broken(int cpus, bool exchanges)
    {
        var sizes = new Dictionary<string, int> { ["cpus"] = cpus, ["vms"] = 2, ["pages"] = 2 };
        var setup = GeneralEngine.SetUp(new Sizes(new GeneralClientScenario(), sizes), setup => new BrokenClient(setup.Engine).Run);
        if (exchanges)
        {
            setup.Program.ReduceBy(new EngineSymmetry(setup));
        }

        return setup.AsSystem();
    }

    private static TransitionSystem Build(string sizes)
    {
        var scenario = new GeneralClientScenario();
        var asked = sizes.Split(' ').Select(size => size.Split('=')).ToDictionary(size => size[0], size => int.Parse(size[1]));
        return scenario.Build(new Sizes(scenario, asked));
    }

    private static string? Difference(EngineGraph graph)
    {
        var classes = graph.Classes();
        foreach (var (state, images) in graph.Images)
        {
            for (var renaming = 0; renaming < images.Length; renaming++)
            {
                if (classes[images[renaming]] != classes[state])
                {
                    return $"{graph.Describe(state)} -- {graph.Describe(images[renaming])}";
                }
            }
        }

        return null;
    }

    // Takes what a word of one kind holds for no name; or leaves shares where they are.
    private sealed class Forgetful : EngineSymmetry
    {
        private readonly ImmutableArray<int> words;
        private readonly bool moves;

        public Forgetful(EngineSetup setup, string mistake)
            : base(setup)
        {
            var roles = new WordLayout(setup.Map, setup.Program.Words.Count, namesHolders: true).Roles;
            moves = mistake != "shares";
            words = moves
                ? [.. Enumerable.Range(0, roles.Length).Where(word => $"{roles[word]}" == mistake)]
                : [.. Enumerable.Range(0, setup.Map.Configuration.Pages).Select(page => setup.Map.Shares(new PageIndex((ulong)page)).Index)];
        }

        public override ulong Image(int renaming, ReadOnlySpan<ulong> state, int word) =>
            words.Contains(word) ? state[moves ? SourceOf(renaming, state.Length, word) : word] : base.Image(renaming, state, word);

        private int SourceOf(int renaming, int length, int word) =>
            Enumerable.Range(0, length).First(source => WordOf(renaming, new Address(source)).Index == word);
    }
}
