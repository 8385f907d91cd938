using System.Text;
using Interlock.Catalogue;
using Interlock.Semantics.Scenarios;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>
/// What <c>coyote test</c> finds is made from the catalogue, so no scenario and no mutant is missing there. It is text here: these
/// tests run whether or not Microsoft Coyote is there.
/// </summary>
public sealed class EntryPointTests
{
    private const string Folder = "coyote-tests/Coyote/EntryPoints";

    [Fact]
    public void Every_scenario_and_every_mutant_has_an_entry_point()
    {
        Assert.All(ScenarioList.All, scenario =>
            Expected.InFile($"{Folder}/{EntryPointNames.ClassOf(scenario)}.cs", Source(scenario)));
    }

    [Fact]
    public void No_entry_point_is_of_something_that_is_gone() => Assert.Equal(
        ScenarioList.All.Select(scenario => $"{Folder}/{EntryPointNames.ClassOf(scenario)}.cs").Order(),
        Repo.Files("*.cs").Where(path => path.StartsWith(Folder, StringComparison.Ordinal)).Order());

    [Fact]
    public void No_two_entry_points_have_one_name()
    {
        var names = ScenarioList.All.SelectMany(scenario => scenario.Mutants.Select(mutant => (string?)mutant.Name).Prepend(null)
            .Select(variant => EntryPointNames.MethodOf(scenario, variant))).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    private static string Source(Scenario scenario)
    {
        var text = new StringBuilder("using Microsoft.Coyote.SystematicTesting;\n\n");
        text.Append("namespace Interlock.CoyoteTests.Coyote.EntryPoints;\n\n");
        text.Append("// Made from the catalogue by EntryPointTests.\n");
        text.Append("public static class ").Append(EntryPointNames.ClassOf(scenario)).Append("\n{\n");
        text.AppendJoin("\n", scenario.Mutants.Select(mutant => (string?)mutant.Name).Prepend(null)
            .SelectMany(variant => Methods(scenario, variant)));
        return text.Append("}\n").ToString();
    }

    private static IEnumerable<string> Methods(Scenario scenario, string? variant)
    {
        var target = $"Target.Of(\"{scenario.Name}\"{(variant is null ? string.Empty : $", \"{variant}\"")})";
        var method = EntryPointNames.MethodOf(scenario, variant);
        yield return $"    [Test]\n    public static void {method}() => {target}.Run();\n";
        if (variant is null)
        {
            yield return $"    [Test]\n    public static void {method}_rewritten() => {target}.RunRewritten();\n";
        }
    }
}
