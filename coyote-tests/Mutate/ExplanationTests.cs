using Interlock.Mutate;
using Interlock.Mutate.Reach;
using Interlock.Mutate.Sources;
using Interlock.Mutate.Trials;
using Newtonsoft.Json.Linq;
using Xunit;

namespace Interlock.CoyoteTests.Mutate;

/// <summary>What is said to survive, or never to be reached, exists; and there is a reason.</summary>
[Trait("Category", "Long")]
public sealed class ExplanationTests
{
    private static readonly Clone Here = Clone.Around(Repo.Root);

    [Fact]
    public void Explained_survivors_are_changes_that_can_be_made()
    {
        var bench = new Bench(Here, AppContext.BaseDirectory);
        var mutations = Room.All.SelectMany(room => Mutations.Of(room, bench.Compiler(room))).ToList();

        Assert.Equal(mutations.Count, mutations.Select(mutation => mutation.Name).Distinct().Count());
        Assert.Empty(Names("survivors.json").Except(mutations.Where(mutation => mutation.Expectation == Expectation.Killed).Select(mutation => mutation.Name)));
    }

    [Fact]
    public void Explained_branches_are_branches()
    {
        var probes = new ReachedCode(Here, AppContext.BaseDirectory).All;

        Assert.Equal(probes.Count, probes.Select(probe => probe.Name).Distinct().Count());
        Assert.Empty(Names("unreached.json").Except(probes.Select(probe => probe.Name)));
    }

    [Theory]
    [InlineData("survivors.json")]
    [InlineData("unreached.json")]
    public void Reasons_are_sentences(string file) => Assert.All(
        JArray.Parse(File.ReadAllText(Repo.PathOf("tools", "Mutate", file))),
        entry => Assert.Matches(@"^[A-Z].{20,}\.$", (string)entry["reason"]!));

    private static IReadOnlyCollection<string> Names(string file) => Explanations.Read(Repo.PathOf("tools", "Mutate", file)).Names;
}
