using Interlock.Catalogue;
using Interlock.Explorer.Mutants;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Models.Weak;

/// <summary>
/// Bugs that sequential consistency hides: each is found under the memory models that it says and under no other, and its benign variant
/// and the code that ships are right under all of them.
/// </summary>
public sealed class WeakMutantTests
{
    public static TheoryData<string, string> Mutants => AllMutants.Pairs.Where(pair => pair.Mutant.Memory is not null).Names();

    [Theory]
    [MemberData(nameof(Mutants))]
    public void It_is_found_under_the_models_that_it_says_and_no_other(string scenarioName, string name)
    {
        var (scenario, mutant) = Find(scenarioName, name);

        Assert.All(ModelMatrix.ModelsOf(mutant), model =>
        {
            var report = At(scenario, mutant, model, mutant.Name);
            Assert.True(
                report.Verdict == (ModelMatrix.IsShown(mutant, model) ? Verdict.Violated : Verdict.Verified),
                $"{model}: {report.Verdict} {report.Violation?.Message} {report.Error}");
        });
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Its_neighbour_and_the_code_that_ships_pass_under_all_models(string scenarioName, string name)
    {
        var (scenario, mutant) = Find(scenarioName, name);

        Assert.All(ModelMatrix.ModelsOf(mutant), model => Assert.All(new[] { mutant.NearMiss, null }, variant =>
        {
            var report = At(scenario, mutant, model, variant);
            Assert.True(
                report.Verdict == Verdict.Verified, $"{variant} {model}: {report.Verdict} {report.Violation?.Message} {report.Error}");
        }));
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void It_says_which_models_hide_it(string scenarioName, string name)
    {
        var (_, mutant) = Find(scenarioName, name);

        Assert.All(mutant.HiddenUnder, model => Assert.Contains(model, MemoryModels.All.Keys));
        Assert.DoesNotContain(mutant.Memory!, mutant.HiddenUnder);
        Assert.Equal(1, mutant.Sizes[mutant.Memory!]);
    }

    // A trace says its memory model, and a replay has it from there.
    [Theory]
    [MemberData(nameof(Mutants))]
    public void Its_trace_replays_under_its_model_and_not_without_it(string scenarioName, string name)
    {
        var (_, mutant) = Find(scenarioName, name);
        var trace = TraceFile.Read(File.ReadAllText(Repo.PathOf("traces", scenarioName, $"{name}.json")));

        Assert.Equal(mutant.Memory, trace.Memory.Replace('/', '-'));
        Assert.Null(Recording.Confirm(trace, ScenarioList.All).Divergence);
        var strong = trace with { Parameters = trace.Parameters.Where(size => size.Key != mutant.Memory).ToDictionary() };
        Assert.False(Recording.Confirm(strong, ScenarioList.All).Reproduced);
    }

    [Fact]
    public void A_mutant_that_names_the_wrong_models_is_not_killed()
    {
        var (scenario, mutant) = Find("ticket-lock", "ticket-lock-discards-result");

        bool IsKilled(params string[] hidden)
        {
            var told = mutant with { HiddenUnder = hidden };
            return new Trial(scenario, told, Explored.At(scenario, told.Sizes, told.Name), true, new Dictionary<string, Lone>())
            {
                Models = ModelMatrix.ModelsOf(told).ToDictionary(model => model, model => ModelMatrix.Under(scenario, told, model)),
            }.Killed;
        }

        Assert.True(IsKilled("tso", "armv8-dotnet"));
        Assert.False(IsKilled("tso"));
        Assert.False(IsKilled("tso", "armv8-dotnet", "armv8-exclusives"));
    }

    [Fact]
    public void What_sequential_consistency_shows_says_nothing_of_models() => Assert.All(
        AllMutants.Pairs.Where(pair => pair.Mutant.Memory is null), pair => Assert.Empty(pair.Mutant.HiddenUnder));

    private static Report At(Scenario scenario, Mutant mutant, string model, string? variant) =>
        Explored.At(scenario, ModelMatrix.SizesUnder(mutant, model), variant);

    private static (Scenario Scenario, Mutant Mutant) Find(string scenarioName, string name)
    {
        var scenario = ScenarioList.Find(scenarioName);
        return (scenario, scenario.Mutants.Single(mutant => mutant.Name == name));
    }
}
