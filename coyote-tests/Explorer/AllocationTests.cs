using Interlock.Catalogue;
using Interlock.Explorer;
using Interlock.Explorer.States;
using Interlock.Semantics.Scenarios;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

public sealed class AllocationTests
{
    [Theory]
    [InlineData("ticket-lock")]
    [InlineData("mutex")]
    [InlineData("rendezvous-barrier")]
    [InlineData("page-unmap")]
    public void A_transition_to_a_known_state_allocates_nothing(string name)
    {
        var scenario = ScenarioList.Find(name);
        AllocatesNothing(scenario.Build(new Sizes(scenario)), 100);
    }

    [Fact]
    public void A_merged_step_to_a_known_state_allocates_nothing() => AllocatesNothing(Specimens.Named("verified regions"), 20);

    private static void AllocatesNothing(TransitionSystem system, int leastStates)
    {
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        using var visited = VisitedSet.Create(FingerprintKind.Bits64, workers: 1, numbered: true);
        var states = Explore(system, expansion, visited);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var state in states)
        {
            system.Expand(state, expansion);
            visited.Prepare(expansion);
            visited.Add(expansion, 0);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(states.Length > leastStates, $"{states.Length}");
    }

    [Theory]
    [InlineData(FingerprintKind.Bits64, 16)]
    [InlineData(FingerprintKind.Bits128, 32)]
    public void A_state_takes_no_more_of_the_visited_set_than_promised(FingerprintKind kind, double most)
    {
        using var visited = VisitedSet.Create(kind, workers: 1, numbered: false);
        var expansion = new Expansion(2, 0, wide: true);
        for (ulong state = 0; state < 300_000; state++)
        {
            expansion.Reset([0, 0]);
            expansion.Begin(0, 0);
            expansion.Set(1, state + 1);
            expansion.End();
            visited.Add(expansion, 0);
            if (visited.Count > 10_000)
            {
                Assert.True((double)visited.Bytes / visited.Count <= most, $"{visited.Bytes} bytes for {visited.Count} states");
            }
        }
    }

    private static ulong[][] Explore(TransitionSystem system, Expansion expansion, VisitedSet visited)
    {
        var states = new List<ulong[]>();
        system.Start(expansion);
        for (var next = -1; next < states.Count; next++)
        {
            if (next >= 0)
            {
                system.Expand(states[next], expansion);
            }

            visited.Add(expansion, 0);
            for (var index = 0; index < expansion.Count; index++)
            {
                if (expansion[index].IsNew)
                {
                    states.Add(expansion.State(index).ToArray());
                }
            }
        }

        return [.. states];
    }
}
