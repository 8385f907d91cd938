using Interlock.Catalogue;
using Interlock.Explorer.Verdicts;
using Interlock.Explorer.Walks;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer.Walks;

/// <summary>Guided walks find what lies deep where uniform ones do not, and lose nothing where it does not.</summary>
[Trait("Category", "Long")]
public sealed class GuidanceTests
{
    // Walks are bounded by their number, so the steps are at most that many times their length.
    private const int Length = 150;

    public static TheoryData<string, int> DeepBugs => new() { { "local", 300 }, { "in memory", 4_000 } };

    [Theory]
    [MemberData(nameof(DeepBugs))]
    public void Guided_walks_open_the_lock_in_a_hundredth_of_the_steps_in_which_uniform_ones_do_not(string name, int steps)
    {
        TransitionSystem Build() => name == "local" ? CombinationLock.Local() : CombinationLock.InMemory();
        foreach (var seed in new[] { 1UL, 2UL, 3UL, 4UL, 5UL })
        {
            var guided = new RandomWalks(Build(), new WalkOptions(seed, MaxDepth: Length)).Run();

            Assert.Equal(Verdict.Violated, guided.Verdict);
            Assert.InRange(guided.Sampling!.Steps, 1, steps);
        }

        var uniform = new RandomWalks(Build(), new WalkOptions(Walks: (100 * steps / Length) + 1, MaxDepth: Length, Guided: false)).Run();

        Assert.Equal(Verdict.Incomplete, uniform.Verdict);
        Assert.True(uniform.Sampling!.Steps >= 100L * steps);
    }

    [Fact]
    public void Refused_calls_of_many_clients_do_not_hide_it()
    {
        var guided = new RandomWalks(CombinationLock.Shared(4)).Run();

        Assert.Equal(Verdict.Violated, guided.Verdict);
        Assert.InRange(guided.Sampling!.Steps, 1, 20_000);
    }

    [Fact]
    public void A_rare_mutant_of_a_large_mutex_takes_a_tenth_of_the_steps()
    {
        var steps = new Dictionary<bool, long> { [true] = 0, [false] = 0 };
        foreach (var guided in steps.Keys)
        {
            for (var seed = 1UL; seed <= 2; seed++)
            {
                var report = new RandomWalks(
                    Build("mutex", "mutex-checks-then-sleeps", ("vcpus", 12), ("rounds", 1)),
                    new WalkOptions(seed, Walks: guided ? 1000 : 2000, Guided: guided)).Run();
                steps[guided] += report.Sampling!.Steps;
                Assert.True(!guided || report.Verdict == Verdict.Violated);
            }
        }

        Assert.True(10 * steps[true] < steps[false], $"{steps[true]} guided, {steps[false]} uniform");
    }

    [Theory]
    [InlineData("page-unmap", "guests", 3)]
    [InlineData("ticket-lock", "vcpus", 6)]
    public void Shallow_bugs_are_found_about_as_soon_as_without_guidance(string name, string size, int value)
    {
        foreach (var mutant in ScenarioList.Find(name).Mutants.Where(mutant => mutant.Property != "progress"))
        {
            var steps = new[] { true, false }.Select(guided => Enumerable.Range(1, 3).Sum(seed => new RandomWalks(
                Build(
                    name, mutant.Name, [.. mutant.Sizes.Where(one => one.Key != size).Select(one => (one.Key, one.Value)), (size, value)]),
                new WalkOptions((ulong)seed, Guided: guided)).Run().Sampling!.Steps)).ToList();

            Assert.True(steps[0] <= (4 * steps[1]) + 500, $"{mutant.Name}: {steps[0]} guided, {steps[1]} uniform");
        }
    }

    private static TransitionSystem Build(string name, string variant, params (string Name, int Value)[] sizes)
    {
        var scenario = ScenarioList.Find(name);
        return scenario.Build(new Sizes(scenario, sizes.ToDictionary(size => size.Name, size => size.Value)), variant);
    }
}
