using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>
/// Inside an assembly the namespaces depend on one another in one direction: whoever reads a namespace needs the namespaces that it
/// uses, and never those that use it.
/// </summary>
public sealed class NamespaceCycleTests
{
    public static TheoryData<string> Projects =>
        ["sync", "engine", "models/Semantics", "models/Isolation", "models/Catalogue", "models/Litmus", "tools/Explorer"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_namespaces_need_each_other(string project)
    {
        var uses = new NamespaceUses(Sources(project));

        Assert.NotEmpty(uses.Namespaces);
        Assert.True(uses.Cycles.Count == 0, string.Join('\n', uses.Cycles));
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
