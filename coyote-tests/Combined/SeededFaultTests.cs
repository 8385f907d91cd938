using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Xunit;
using Xunit.Abstractions;

namespace Interlock.CoyoteTests.Combined;

/// <summary>The comparison with the naive explorer notices a fault of each kind.</summary>
public sealed class SeededFaultTests(ITestOutputHelper output)
{
    private const int Enough = 4000;

    // Programs that show a fault, by name and seed: with them it is found at once. Where one does not, others are tried.
    private static readonly Dictionary<string, int> Known = new()
    {
        ["goals of steps are lost"] = 118,
        ["a step has another's label"] = 385,
        ["who is woken is forgotten"] = 18,
        ["violations of steps are lost"] = 10,
        ["a choice is left out"] = 127,
        ["one beginning only"] = 422,
        ["who is woken goes on at once"] = 93,
        ["only the first sleeper is woken"] = 154,
        ["who is woken goes on in order"] = 127,
        ["strong fairness always"] = 415,
        ["no fairness"] = 385,
        ["weak fairness only"] = 415,
        ["deadlocks are not seen"] = 6,
        ["names in words are not exchanged"] = 119,
        ["a remark that is heard is merged"] = 547,
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    private static Dictionary<string, Func<Comparison>> Faults { get; } = new()
    {
        ["one beginning only"] = Of(new Fault { KeepsBeginning = beginning => beginning == 0 }),
        ["no step where nothing changes"] = Of(new Fault { Keeps = step => !step.IsLoop }),
        ["only the first sleeper is woken"] = Of(new Fault { Keeps = step => step.Kind != OperationKind.WakeOne || step.Outcome == 0 }),
        ["who is woken goes on in order"] = Of(new Fault { Keeps = step => step.Kind != OperationKind.Woken || Enumerable.Range(0, step.Vcpu).All(vcpu => step.KindOf(vcpu) != OperationKind.Woken) }),
        ["who is woken goes on at once"] = Of(new Fault { Keeps = step => step.Kind == OperationKind.Woken || Enumerable.Range(0, step.System.VcpuCount).All(vcpu => step.KindOf(vcpu) != OperationKind.Woken) }),
        ["who is woken is forgotten"] = Of(new Fault { Keeps = step => step.Kind != OperationKind.Woken }),
        ["a choice is left out"] = Of(new Fault { Keeps = step => step.Kind != OperationKind.Choose || step.Outcome == 0 }),
        ["deadlocks are not seen"] = Of(new Fault { SeesDeadlocks = false }),
        ["goals of steps are lost"] = Of(new Fault { LosesGoals = true }),
        ["violations of steps are lost"] = Of(new Fault { LosesViolations = true }),
        ["what happens for no reason is counted on"] = Of(new Fault { CountsOnLuck = true }),
        ["nothing happens for no reason"] = Of(new Fault { Keeps = step => !step.IsUnprovoked }),
        ["no fairness"] = Of(new Fault { Fairness = Fairness.None }),
        ["weak fairness only"] = Of(new Fault { Fairness = Fairness.Weak }),
        ["strong fairness always"] = Of(new Fault { Fairness = Fairness.Strong }),
        ["a step has another's label"] = Of(new Fault { ActorOf = actor => actor == 1 ? 0 : actor }),
        ["names in words are not exchanged"] = () => new Comparison { Symmetry = (vcpus, exchanges) => new KeepsWords(vcpus, exchanges) },
        ["a remark that is heard is merged"] = () => new Comparison { Commuting = MixedProgram.Notes[0] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_noticed(string name)
    {
        var comparison = Faults[name]();
        foreach (var seed in Enumerable.Range(1, Enough).Prepend(Known.GetValueOrDefault(name, 1)))
        {
            var program = MixedDraw.Draw(new Random(seed));
            if (comparison.Difference(program, seed, out _) is not null)
            {
                output.WriteLine($"{name}: shown by seed {seed}");
                return;
            }
        }

        Assert.Fail($"{name}: {Enough} programs did not show it");
    }

    private static Func<Comparison> Of(Fault fault) => () => new Comparison { Alter = system => new FaultySystem(system, fault) };

    private sealed class KeepsWords(int vcpus, bool exchangesVcpus) : MixedSymmetry(vcpus, exchangesVcpus)
    {
        public override ulong Image(int renaming, ReadOnlySpan<ulong> state, int word) =>
            word == MixedProgram.Name ? state[word] : base.Image(renaming, state, word);
    }
}
