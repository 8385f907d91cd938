using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;
using Xunit;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>Coyote, in this process, on everything that there is.</summary>
public sealed class SamplingTests
{
    public static TheoryData<string> Scenarios() =>
        [.. Target.All.Where(target => target.Variant is null).Select(target => target.Scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Nothing_is_found_in_the_code_that_ships(string scenario)
    {
        var sample = Sampling.Run(Target.Of(scenario), iterations: 10);

        Assert.Null(sample.Failure);
        Assert.Equal(10, sample.Iterations);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void What_runs_under_Coyote_is_an_execution_of_the_explorer(string scenario)
    {
        var target = Target.Of(scenario);
        for (var seed = 1U; seed <= 2; seed++)
        {
            var sample = Sampling.Run(target, iterations: 1, seed);
            var replay = new Replay(target.Scenario.Build(target.Sizes), sample.Initial);
            foreach (var choice in sample.Schedule)
            {
                replay.Take(choice);
            }

            Assert.NotEmpty(sample.Schedule);
            Assert.Equal(replay.State, sample.State);
        }
    }
}
