using Interlock.Semantics.Programs;
using Interlock.Semantics.Scenarios;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Coyote;

/// <summary>What goes on for ever without progress is found; what only takes long is not; a bound that is hit is a failure.</summary>
public sealed class LivenessTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_waits_while_others_go_on_for_ever_stays_hot(bool isSet)
    {
        var sample = Sampling.Run(new Target(new Waiting(isSet, rounds: 0), null), iterations: 20);

        Assert.Equal(isSet ? null : "progress", sample.Property);
        Assert.Equal(!isSet, sample.Failure?.Contains("hot state", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_must_end_and_spins_has_failed(bool isSet)
    {
        var sample = Sampling.Run(new Target(new Waiting(isSet, rounds: 3), null), iterations: 20);

        Assert.Equal(isSet ? null : "progress", sample.Property);
    }

    [Fact]
    public void A_step_bound_that_is_hit_is_a_failure()
    {
        var sample = Sampling.Run(Target.Of("ticket-lock"), iterations: 1, maxSteps: Sampling.MaxUnfairSteps);

        Assert.Contains("steps bound", sample.Failure, StringComparison.Ordinal);
    }

    // One vCPU waits for a flag that the other sets, or not; and both go on.
    private sealed class Waiting(bool isSet, int rounds) : ProgramScenario
    {
        public override string Name => "waiting";

        public override string Summary => "One vCPU waits for a flag.";

        public override IReadOnlyList<Parameter> Parameters => [];

        public override IReadOnlyList<string> Properties => ["progress"];

        protected override ConcurrentProgram Program(Sizes sizes, string? variant)
        {
            var program = new ConcurrentProgram();
            var (flag, count) = (program.Word("flag"), program.Word("count", modulus: 4));
            program.Run(1, cpu => Count(cpu, count, flag, isSet, rounds));
            program.Run(1, cpu => Wait(cpu, flag, rounds));
            program.MustProgress(rounds == 0 ? "round" : null);
            return program;
        }

        private static async Step Count(Cpu cpu, Address count, Address flag, bool isSet, int rounds)
        {
            for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
            {
                await cpu.FetchAdd(count, 1);
                await cpu.Store(flag, isSet ? 1UL : 0UL);
                cpu.Note("round");
            }
        }

        private static async Step Wait(Cpu cpu, Address flag, int rounds)
        {
            for (var round = 0; rounds == 0 || round < rounds; round += rounds == 0 ? 0 : 1)
            {
                while (await cpu.Load(flag) == 0)
                {
                    cpu.Pause();
                }

                cpu.Note("round");
            }
        }
    }
}
