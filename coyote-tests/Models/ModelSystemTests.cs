using Interlock.Explorer.Search;
using Interlock.Explorer.Traces;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Plain models as systems.</summary>
public sealed class ModelSystemTests
{
    [Fact]
    public void A_choice_names_one_action_in_whatever_order_the_actors_come()
    {
        var system = new Interleaved().AsSystem();
        var expansion = new Expansion(system.Width, 0, wide: false);
        system.Start(expansion);
        system.Expand(expansion.State(0).ToArray(), expansion);

        var choices = Enumerable.Range(0, expansion.Count)
            .Select(index => (expansion[index].Actor, expansion[index].Choice));

        Assert.Equal([(0, 0), (1, 0), (0, 1), (1, 1)], choices);
    }

    [Fact]
    public void A_counterexample_replays_in_whatever_order_the_actors_come()
    {
        var system = new Interleaved().AsSystem();
        var counterexample = new Exploration(system).Run().Counterexample!;
        var replay = new Replay(system, counterexample.Initial);

        Assert.All(counterexample.Schedule, choice => replay.Take(choice));
        Assert.Equal(counterexample.Violation, replay.Conclude());
    }

    private sealed class Interleaved : Model<int>
    {
        public override IReadOnlyList<string> Actors => ["a", "b"];

        public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants => [("not 4", state => state != 4)];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => state == 0
            ? [new(0, "one", 1), new(1, "two", 2), new(0, "three", 3), new(1, "four", 4)]
            : [];

        public override bool MayEnd(int state) => true;
    }
}
