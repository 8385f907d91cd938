using Interlock.Semantics.Scenarios;

namespace Interlock.CoyoteTests.Models;

/// <summary>
/// Mutants for what takes long where a counterexample is long, and is tried of the counterexample and not of the bug: those that are found
/// within sixty steps, and the first of every scenario. Of the others ReplayTests and ExplainingTests follow the recorded counterexample.
/// </summary>
internal static class SomeMutants
{
    private const int MostSteps = 60;

    /// <summary>The mutants with their scenarios.</summary>
    public static IEnumerable<(Scenario Scenario, Mutant Mutant)> Pairs => AllMutants.Pairs.Where(IsSome);

    /// <summary>The names of the others.</summary>
    public static IEnumerable<string> LeftOut => AllMutants.Pairs.Where(pair => !IsSome(pair)).Select(pair => pair.Mutant.Name);

    // A step of a recorded trace is a line; of a mutant that is new there is none yet.
    private static bool IsSome((Scenario Scenario, Mutant Mutant) pair)
    {
        var trace = Repo.PathOf("traces", pair.Scenario.Name, $"{pair.Mutant.Name}.json");
        return pair.Scenario.Mutants[0] == pair.Mutant
            || !File.Exists(trace)
            || File.ReadLines(trace).Count(line => line.StartsWith("    {", StringComparison.Ordinal)) <= MostSteps;
    }
}
