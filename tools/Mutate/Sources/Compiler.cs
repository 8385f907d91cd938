using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Interlock.Mutate.Sources;

/// <summary>Compiles a room from its sources, as it is or changed, as a Release build does.</summary>
public sealed class Compiler
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    // What the SDK adds to every project of the solution.
    private const string GlobalUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading.Tasks;
        """;

    private readonly CSharpCompilation compilation;
    private readonly List<ResourceDescription> resources;
    private readonly Dictionary<string, SyntaxTree> trees;

    /// <summary>A compiler of one room.</summary>
    /// <param name="room">Which.</param>
    /// <param name="files">Its sources.</param>
    /// <param name="folder">Where the assemblies of the project are that it refers to.</param>
    /// <param name="compiled">Rooms that are not taken from there but were compiled here: by assembly.</param>
    public Compiler(
        Room room, IReadOnlyList<SourceFile> files, string folder, IReadOnlyDictionary<string, byte[]>? compiled = null)
    {
        ArgumentNullException.ThrowIfNull(room);
        trees = files.ToDictionary(file => file.Path, Parse);
        resources = Resources(Path.Combine(folder, $"{room.Assembly}.dll"));
        var shipped = AssemblyName.GetAssemblyName(Path.Combine(folder, $"{room.Assembly}.dll"));
        compilation = CSharpCompilation.Create(
            room.Assembly,
            [
                .. trees.Values,
                CSharpSyntaxTree.ParseText(GlobalUsings, Parsing),
                CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{shipped.Version}\")]", Parsing),
            ],
            References(room, folder, compiled ?? new Dictionary<string, byte[]>()),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                concurrentBuild: false,
                deterministic: true));
    }

    /// <summary>The syntax trees by path.</summary>
    public IReadOnlyDictionary<string, SyntaxTree> Trees => trees;

    /// <summary>What the names in a file mean.</summary>
    public SemanticModel Meaning(string file) => compilation.GetSemanticModel(trees[file]);

    /// <summary>The assembly with edits made; null if that is no program.</summary>
    /// <param name="edits">The edits.</param>
    /// <param name="errors">Why it is none.</param>
    public byte[]? Compile(IReadOnlyList<Edit> edits, out IReadOnlyList<string> errors)
    {
        var changed = compilation;
        foreach (var file in edits.GroupBy(edit => edit.File))
        {
            var before = trees[file.Key];
            changed = changed.ReplaceSyntaxTree(before, Parse(new SourceFile(file.Key, Edit.Apply(before.ToString(), file))));
        }

        using var stream = new MemoryStream();
        var result = changed.Emit(stream, manifestResources: resources);
        errors = [.. result.Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString())];
        return result.Success ? stream.ToArray() : null;
    }

    // What a room reads at run time from its own assembly is not in its sources.
    private static List<ResourceDescription> Resources(string shipped)
    {
        var assembly = Assembly.LoadFrom(shipped);
        return [.. assembly.GetManifestResourceNames().Select(name =>
            new ResourceDescription(name, () => assembly.GetManifestResourceStream(name)!, isPublic: true))];
    }

    // Paths are those of every build: a place in a counterexample means the same.
    private static SyntaxTree Parse(SourceFile file) =>
        CSharpSyntaxTree.ParseText(SourceText.From(file.Text), Parsing, $"/_/{file.Path}");

    private static IEnumerable<MetadataReference> References(
        Room room, string folder, IReadOnlyDictionary<string, byte[]> compiled)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll"));
        foreach (var path in platform)
        {
            yield return MetadataReference.CreateFromFile(path);
        }

        foreach (var other in Room.All.TakeWhile(other => other != room))
        {
            yield return compiled.TryGetValue(other.Assembly, out var image)
                ? MetadataReference.CreateFromImage(image)
                : MetadataReference.CreateFromFile(Path.Combine(folder, $"{other.Assembly}.dll"));
        }
    }
}
