using Microsoft.CodeAnalysis;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>
/// Inside an assembly the namespaces depend on one another in one direction: whoever reads a namespace needs the namespaces that it
/// uses, and never those that use it.
/// </summary>
[Trait("Category", "Long")]
public sealed class NamespaceCycleTests
{
    public static TheoryData<string> Projects =>
        ["sync", "engine", "models/Semantics", "models/Isolation", "models/Catalogue", "models/Litmus", "tools/Explorer"];

    // Circles that are left: the contracts of machines, monitors and symmetries are among their implementations still, and so is that of
    // suspended code. No namespace may join one, and no other circle may come.
    private static readonly Dictionary<string, string[]> Left = new()
    {
        ["sync"] = ["Interlock.Sync", "Interlock.Sync.Stepping"],
        ["models/Semantics"] =
        [
            "Interlock.Semantics.Machines", "Interlock.Semantics.Monitors", "Interlock.Semantics.Programs", "Interlock.Semantics.Reductions",
            "Interlock.Semantics.SelfComposition", "Interlock.Semantics.Transitions",
        ],
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_namespaces_need_each_other(string project)
    {
        var uses = new NamespaceUses(Sources(project));
        var left = Left.GetValueOrDefault(project, []);

        Assert.NotEmpty(uses.Namespaces);
        Assert.True(uses.Cycles.Count <= (left.Length == 0 ? 0 : 1), string.Join('\n', uses.Cycles));
        Assert.All(uses.InCycles, space => Assert.Contains(left, area => space == area || space.StartsWith($"{area}.", StringComparison.Ordinal)));
        Assert.All(left, area => Assert.Contains(uses.InCycles, space => space == area || space.StartsWith($"{area}.", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_cycle_is_found_and_a_chain_is_none()
    {
        const string Lower = "namespace A { public class X { } }";
        const string Upper = "namespace B { public class Y : A.X { } }";
        const string Back = "namespace A { public class Z { public static int Of(B.Y y) => 0; } }";

        Assert.Empty(new NamespaceUses([("1.cs", Lower), ("2.cs", Upper)]).Cycles);
        Assert.Single(new NamespaceUses([("1.cs", Lower), ("2.cs", Upper), ("3.cs", Back)]).Cycles);
    }

    private static IEnumerable<(string File, string Text)> Sources(string project) => Repo.Files("*.cs")
        .Where(file => file.StartsWith($"{project}/", StringComparison.Ordinal))
        .Select(file => (file, File.ReadAllText(Repo.PathOf(file))));
}
