using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>Which namespaces of an assembly use which, by the types that their code names.</summary>
internal sealed class NamespaceUses
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> Platform = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private readonly SortedDictionary<string, SortedDictionary<string, string>> uses = new(StringComparer.Ordinal);

    /// <summary>Reads sources.</summary>
    /// <param name="sources">The files of one assembly, with their text.</param>
    public NamespaceUses(IEnumerable<(string File, string Text)> sources)
    {
        const string Implicit =
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
            "global using System.Threading.Tasks;";
        var trees = sources.Append((File: "implicit.cs", Text: Implicit))
            .Select(source => CSharpSyntaxTree.ParseText(source.Text, path: source.File)).ToList();
        var compilation = CSharpCompilation.Create(
            "Read", trees, Platform.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        foreach (var tree in trees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (model.GetSymbolInfo(name).Symbol is { } symbol && TypeOf(symbol) is { } type && type.Locations[0].IsInSource)
                {
                    Add(SpaceOf(model, name), type.ContainingNamespace.ToString()!, $"{tree.FilePath}: {type.Name}");
                }
            }
        }
    }

    /// <summary>The namespaces that use another or are used.</summary>
    public IReadOnlyCollection<string> Namespaces => uses.Keys;

    /// <summary>Namespaces that need each other, each group with the uses that close the circle.</summary>
    public IReadOnlyList<string> Cycles =>
    [
        .. uses.Keys.Select(Mutual).Where(group => group.Count > 1).Select(group => string.Join(" <-> ", group)).Distinct()
            .Select(group => $"{group}:\n{string.Join('\n', Inside(group.Split(" <-> ")))}"),
    ];

    /// <summary>The namespaces that are in a circle.</summary>
    public IReadOnlyCollection<string> InCycles => [.. uses.Keys.Where(space => Mutual(space).Count > 1)];

    private static INamedTypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => type.OriginalDefinition,
        IMethodSymbol { MethodKind: not MethodKind.LocalFunction } method =>
            (method.ReducedFrom ?? method).ContainingType?.OriginalDefinition,
        IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType?.OriginalDefinition,
        _ => null,
    };

    private static string? SpaceOf(SemanticModel model, SyntaxNode name) =>
        name.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault() is { } space
            ? model.GetDeclaredSymbol(space)?.ToString()
            : null;

    private void Add(string? from, string to, string where)
    {
        if (from is null)
        {
            return;
        }

        uses.TryAdd(from, new SortedDictionary<string, string>(StringComparer.Ordinal));
        uses.TryAdd(to, new SortedDictionary<string, string>(StringComparer.Ordinal));
        if (from != to)
        {
            uses[from].TryAdd(to, where);
        }
    }

    private SortedSet<string> Reached(string from)
    {
        var reached = new SortedSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([from]);
        while (open.TryPop(out var next))
        {
            foreach (var to in uses[next].Keys.Where(reached.Add))
            {
                open.Push(to);
            }
        }

        return reached;
    }

    private SortedSet<string> Mutual(string space)
    {
        var reached = Reached(space);
        return new SortedSet<string>(reached.Where(other => Reached(other).Contains(space)), StringComparer.Ordinal);
    }

    private IEnumerable<string> Inside(string[] group) =>
        from space in @group
        from use in uses[space]
        where @group.Contains(use.Key)
        select $"  {space} -> {use.Key} ({use.Value})";
}
