using Interlock.Semantics.Machines;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Xunit;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>
/// The machine that remembers has the same states and the same steps, in the same order, as the one that works everything
/// out from what is written down in the Arm ARM.
/// </summary>
[Trait("Category", "Long")]
public sealed class PlainMachineTests
{
    private const int Programs = 500;
    private const int MostStates = 400;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Random_programs_have_the_same_states_and_steps(bool ets)
    {
        var random = new Random(20261120);
        var total = 0;
        for (var round = 0; round < Programs; round++)
        {
            var (layout, program) = RandomMaintenance.Make(random);
            var plain = new Walked(program, new PlainStageTwoTranslation(layout, ets));
            var fast = new Walked(program, new StageTwoTranslation(layout, ets, TlbConflicts.Ignored));
            for (var state = 0; state < Math.Min(plain.Count, MostStates); state++)
            {
                var (expected, found) = (plain.Step(state), fast.Step(state));
                if (!expected.SequenceEqual(found))
                {
                    Assert.Fail($"program {round}, state {state}\n  {string.Join("\n  ", expected)}\nbut\n  {string.Join("\n  ", found)}");
                }
            }

            total += plain.Count;
        }

        Assert.True(total > 20_000, $"only {total} states");
    }

    /// <summary>States by the order in which they are found, breadth first.</summary>
    private sealed class Walked
    {
        private readonly TransitionSystem system;
        private readonly Expansion expansion;
        private readonly List<ulong[]> states = [];
        private readonly Dictionary<string, int> numbers = [];

        public Walked(ConcurrentProgram program, Translation translation)
        {
            system = program.AsSystem(translation);
            expansion = new Expansion(system.Width, system.Witnesses.Count, wide: false);
            system.Start(expansion);
            NumberOf(expansion.State(0));
        }

        public int Count => states.Count;

        /// <summary>The state, and where its steps lead.</summary>
        public List<string> Step(int state)
        {
            system.Expand(states[state], expansion);
            List<string> text = [string.Join(", ", system.Describe(states[state]).Select(value => $"{value.Name}={value.Value}"))];
            for (var index = 0; index < expansion.Count; index++)
            {
                text.Add(
                    $"{expansion[index].Actor} {expansion[index].Choice} {expansion[index].Result:x} {NumberOf(expansion.State(index))}");
            }

            return text;
        }

        private int NumberOf(ReadOnlySpan<ulong> state)
        {
            var key = string.Join(',', state.ToArray());
            if (numbers.TryAdd(key, states.Count))
            {
                states.Add(state.ToArray());
            }

            return numbers[key];
        }
    }
}
