using Interlock.Semantics.Scenarios;

namespace Interlock.CoyoteTests;

/// <summary>How the tests that Coyote runs are called: a class a scenario, a method a mutant.</summary>
internal static class EntryPointNames
{
    /// <summary>The class of a scenario's tests.</summary>
    public static string ClassOf(Scenario scenario) => $"{Pascal(scenario.Name)}EntryPoints";

    /// <summary>The method of a mutant, or of the scenario itself.</summary>
    public static string MethodOf(Scenario scenario, string? variant) => Pascal(variant ?? scenario.Name);

    /// <summary>The whole name.</summary>
    public static string FullNameOf(Scenario scenario, string? variant) =>
        $"Interlock.CoyoteTests.Coyote.EntryPoints.{ClassOf(scenario)}.{MethodOf(scenario, variant)}";

    private static string Pascal(string name) =>
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
