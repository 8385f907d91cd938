using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Xunit;

namespace Interlock.CoyoteTests.Models;

/// <summary>Models and machines of one's own are judged as code is: what they hold beside states would make a verdict depend on the search.</summary>
public sealed class ImpureModelTests
{
    [Fact]
    public void A_model_that_counts_its_calls_is_refused() => Refused(new Counting(), "the model Counting", "'calls' can be changed");

    [Fact]
    public void A_model_that_draws_numbers_is_refused() => Refused(new Drawing(), "Random", "ImpureModelTests.cs:");

    [Fact]
    public void A_predicate_that_remembers_is_refused() => Refused(new Remembering(), "this.seen", "can be changed");

    [Fact]
    public void A_state_that_can_be_changed_is_refused() => Refused(new Changing(), "a state", "can be changed");

    [Fact]
    public void A_model_of_values_is_verified() => Assert.Equal((null, Verdict.Verified), Explored(new Plain([1, 2])));

    [Fact]
    public void A_machine_that_counts_is_refused() => Assert.Contains("'loads' can be changed", Explored(new Machine(new Forgetful())).Error, StringComparison.Ordinal);

    [Fact]
    public void A_machine_without_a_state_is_explored() => Assert.Equal((null, Verdict.Verified), Explored(new Machine(new Delegating())));

    private static void Refused<TState>(Model<TState> model, params string[] says)
        where TState : IEquatable<TState>
    {
        var (error, verdict) = Explored(model);
        Assert.Equal(Verdict.Error, verdict);
        Assert.All(says, part => Assert.Contains(part, error, StringComparison.Ordinal));
    }

    private static (string? Error, Verdict Verdict) Explored<TState>(Model<TState> model)
        where TState : IEquatable<TState> => Of(model.AsSystem());

    private static (string? Error, Verdict Verdict) Explored(Machine machine)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("w");
        program.Run(2, cpu => Code(cpu, word));
        return Of(program.AsSystem(machine));
    }

    private static (string? Error, Verdict Verdict) Of(TransitionSystem system)
    {
        var report = new Exploration(system).Run();
        return (report.Error, report.Verdict);
    }

    private static async Step Code(Cpu cpu, Address word)
    {
        var seen = await cpu.Load(word);
        await cpu.Store(word, seen | 1);
    }

    private abstract class UpTo<TState> : Model<TState>
        where TState : IEquatable<TState>
    {
        public override IReadOnlyList<string> Actors => ["one"];

        public override bool MayEnd(TState state) => true;
    }

    private sealed class Counting : UpTo<int>
    {
        private int calls;

        public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants => [("small", state => state < 3)];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) =>
            calls++ > 5 || state < 2 ? [new(0, "count", state + 1), new(0, "begin", 0)] : [new(0, "begin", 0)];
    }

    private sealed class Drawing : UpTo<int>
    {
        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => state < 2 || Random.Shared.Next() == 1 ? [new(0, "count", state + 1)] : [];
    }

    private sealed class Remembering : UpTo<int>
    {
        private readonly HashSet<int> seen = [];

        public override IReadOnlyList<(string Name, Func<int, bool> Holds)> Invariants => [("new", state => seen.Add(state) || state < 9)];

        public override IEnumerable<int> Initial() => [0];

        public override IEnumerable<ModelAction<int>> Enabled(int state) => state < 2 ? [new(0, "count", state + 1)] : [];
    }

    private sealed record Listed(List<int> Numbers);

    private sealed class Changing : UpTo<Listed>
    {
        public override IEnumerable<Listed> Initial() => [new([1])];

        public override IEnumerable<ModelAction<Listed>> Enabled(Listed state)
        {
            state.Numbers.Add(1);
            return state.Numbers.Count < 5 ? [new(0, "count", new Listed([.. state.Numbers]))] : [];
        }
    }

    private record struct Pair(int Left, ulong Right);

    private sealed class Plain(System.Collections.Immutable.ImmutableArray<int> most) : UpTo<Pair>
    {
        public override IReadOnlyList<(string Name, Func<Pair, bool> Holds)> Invariants => [("small", state => state.Left < 3)];

        public override IEnumerable<Pair> Initial() => [new(0, 1)];

        public override IEnumerable<ModelAction<Pair>> Enabled(Pair state) =>
            most.Where(limit => state.Left < limit).Select(limit => new ModelAction<Pair>(0, $"below {limit}", state with { Left = state.Left + 1 }));
    }

    private class Delegating : MemoryModel
    {
        public override string Name => "delegating";

        public override IEnumerable<string> Assumptions(IReadOnlyCollection<Operation> met) => [];

        public override void Outcomes(Turn turn, Translation? translation) => SequentialConsistency.Instance.Outcomes(turn, translation);
    }

    private sealed class Forgetful : Delegating
    {
        private int loads;

        public override void Outcomes(Turn turn, Translation? translation)
        {
            if (turn.Operation.Kind == OperationKind.Load && loads++ > 2)
            {
                turn.Begin();
                turn.Complete(7);
                turn.End();
                return;
            }

            base.Outcomes(turn, translation);
        }
    }
}
