using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

/// <summary>Replays a counterexample to liveness and demands, by the definitions, that it is one.</summary>
internal static class Lasso
{
    public static void Confirm(TransitionSystem system, Report report)
    {
        var counterexample = report.Counterexample;
        Assert.NotNull(counterexample);
        Assert.Equal(ViolationKind.Liveness, counterexample.Violation.Kind);
        Assert.Equal(report.Violation, counterexample.Violation);
        var loop = Assert.NotNull(counterexample.Loop);

        var (states, enabled) = Replay(system, counterexample);
        Assert.InRange(loop, 0, counterexample.Schedule.Count);
        Assert.Equal(states[loop], states[^1]);
        if (loop == counterexample.Schedule.Count)
        {
            Assert.Empty(enabled[^1]);
        }

        Assert.Contains(system.Liveness, property =>
            property.Name == counterexample.Violation.Property && IsOwedAndNeverMet(property, states, loop));
        var fairness = system.Liveness.First(property => property.Name == counterexample.Violation.Property).Fairness;
        var taken = counterexample.Schedule.Skip(loop).Select(choice => choice.Actor).ToHashSet();
        for (var actor = 0; actor < system.Actors.Count; actor++)
        {
            var able = enabled.Skip(loop).Select(actors => actors.Contains(actor)).ToList();
            var isFair = taken.Contains(actor) || fairness switch
            {
                Fairness.None => true,
                Fairness.Weak => able.Contains(false),
                Fairness.Strong => !able.Contains(true),
                _ => throw new InvalidOperationException(),
            };
            Assert.True(isFair, $"{fairness} fairness: {system.Actors[actor]} is starved");
        }
    }

    // Owed once, and not met then or later.
    private static bool IsOwedAndNeverMet(LivenessProperty property, List<ulong[]> states, int loop)
    {
        var lastMet = Enumerable.Range(0, states.Count).LastOrDefault(at => property.Goal(states[at]), -1);
        var owed = Enumerable.Range(0, states.Count).Where(at => property.Trigger?.Invoke(states[at]) ?? true);
        return lastMet < loop && owed.Any(at => at > lastMet);
    }

    private static (List<ulong[]> States, List<HashSet<int>> Enabled) Replay(
        TransitionSystem system, Counterexample counterexample)
    {
        var expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
        system.Start(expansion);
        var states = new List<ulong[]> { expansion.State(counterexample.Initial).ToArray() };
        var enabled = new List<HashSet<int>>();
        for (var at = 0; ; at++)
        {
            system.Expand(states[at], expansion);
            enabled.Add([.. Enumerable.Range(0, expansion.Count).Select(index => expansion[index].Actor)]);
            if (at == counterexample.Schedule.Count)
            {
                return (states, enabled);
            }

            var choice = counterexample.Schedule[at];
            var step = Enumerable.Range(0, expansion.Count).Single(
                index => expansion[index].Actor == choice.Actor && expansion[index].Choice == choice.Outcome);
            states.Add(expansion.State(step).ToArray());
        }
    }
}
