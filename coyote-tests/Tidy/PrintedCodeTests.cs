using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Interlock.CoyoteTests.Tidy;

/// <summary>
/// C# that a document prints compiles exactly as printed, in a new project that refers to the assemblies: its implicit usings, and a
/// console project's own <c>Program</c>. What is no whole file is marked <c>csharp fragment</c>, and compiles inside an async method;
/// what belongs into the catalogue is marked <c>csharp catalogue</c>, see <see cref="RecipeTests"/>.
/// </summary>
public sealed partial class PrintedCodeTests
{
    // What the SDK adds to a new console project; a new xunit project has Xunit too.
    private static readonly string[] Implicit =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly Type[] Rooms =
    [
        typeof(Interlock.Sync.Cpu), typeof(Interlock.Engine.Stage2.Descriptor), typeof(Interlock.Semantics.Transitions.TransitionSystem),
        typeof(Interlock.Explorer.Search.Exploration),
    ];

    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (var file in Repo.Files("*.md").Order(StringComparer.Ordinal))
            {
                for (var index = 0; index < CodeIn(file).Count; index++)
                {
                    blocks.Add(file, index);
                }
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Compiles_as_printed(string file, int index)
    {
        var (isFragment, code) = CodeIn(file)[index];
        Assert.Empty(ErrorsOf(isFragment ? Wrapped(code) : code, [.. Implicit, "Xunit"], ownProgram: false));
        Assert.Empty(ErrorsOf(isFragment ? Wrapped(code) : code, Implicit, ownProgram: !HasTopLevelCode(code)));
    }

    [Fact]
    public void A_block_that_does_not_compile_is_found()
    {
        Assert.NotEmpty(ErrorsOf("internal sealed class Handshake : ProgramScenario { }", Implicit, ownProgram: true));
        Assert.Empty(ErrorsOf("internal sealed class Handshake { }", Implicit, ownProgram: true));
    }

    [Fact]
    public void The_example_is_among_them() => Assert.Contains(
        CodeIn("models/Semantics/README.md"), block => block.Code.Contains("class Handshake", StringComparison.Ordinal));

    /// <summary>
    /// No public type has the name of one that a new project imports without being asked, nor of a console project's own.
    /// </summary>
    [Fact]
    public void No_name_is_ambiguous_in_a_new_project()
    {
        var taken = Platform()
            .SelectMany(reference => Exported(reference))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Contains("Monitor", taken);

        var clashing = Rooms.SelectMany(room => room.Assembly.GetExportedTypes())
            .Where(type => !type.IsNested && (taken.Contains(type.Name) || type.Name == "Program"))
            .Select(type => type.FullName);

        Assert.Empty(clashing);
    }

    private static IEnumerable<string> Exported(MetadataReference reference)
    {
        var compilation = CSharpCompilation.Create("names", references: [reference]);
        return compilation.GetAssemblyOrModuleSymbol(reference) is not IAssemblySymbol assembly ? [] : Implicit
            .Select(name => name.Split('.').Aggregate(
                (INamespaceSymbol?)assembly.GlobalNamespace,
                (space, part) => space?.GetNamespaceMembers().FirstOrDefault(inner => inner.Name == part)))
            .OfType<INamespaceSymbol>()
            .SelectMany(space => space.GetTypeMembers())
            .Where(type => type.DeclaredAccessibility == Accessibility.Public)
            .Select(type => type.MetadataName);
    }

    /// <summary>The C# that a document prints, with the word behind <c>csharp</c>.</summary>
    internal static IEnumerable<(string Mark, string Code)> Printed(string file) => Fence().Matches(File.ReadAllText(Repo.PathOf(file)))
        .Select(match => (match.Groups[1].Value.Trim(), match.Groups[2].Value));

    /// <summary>What code compiles against that uses nothing but the framework.</summary>
    internal static IEnumerable<MetadataReference> Platform() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static List<string> ErrorsOf(string code, IEnumerable<string> usings, bool ownProgram)
    {
        var trees = new List<string> { string.Concat(usings.Select(name => $"global using {name};\n")), code };
        if (ownProgram)
        {
            trees.Add("Console.WriteLine(\"Hello, World!\");");
        }

        var parsing = new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Parse);
        var compilation = CSharpCompilation.Create(
            "Printed",
            trees.Select(tree => CSharpSyntaxTree.ParseText(tree, parsing)),
            [
                .. Platform(),
                .. Rooms.Append(typeof(Assert)).Append(typeof(FactAttribute)).Select(type => type.Assembly.Location).Distinct()
                    .Select(path => MetadataReference.CreateFromFile(path)),
            ],
            new CSharpCompilationOptions(
                ownProgram || HasTopLevelCode(code) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error));
        return [.. compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error)
                .Select(found => found.ToString())];
    }

    private static bool HasTopLevelCode(string code) => CSharpSyntaxTree.ParseText(code).GetRoot().ChildNodes()
        .Any(node => node is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);

    // A fragment may use these names without declaring them.
    private static string Wrapped(string code) =>
        $$"""
        using Interlock.Explorer.Search;
        using Interlock.Semantics.Programs;
        using Interlock.Sync;
        using Interlock.Sync.Primitives;
        using Interlock.Sync.Stepping;

        internal static class Wrapper
        {
            internal static async Step Fragment(
                Cpu cpu, ConcurrentProgram program, Address word, Address pageLock, Address hostLock, Address owner, Address entry, Address scratch)
            {
                {{code}}
                await cpu.Fence();
            }

            private static bool IsTable(ulong value) => value != 0;
        }
        """;

    private static List<(bool IsFragment, string Code)> CodeIn(string file) =>
        [.. Printed(file).Where(block => block.Mark != "catalogue").Select(block => (block.Mark == "fragment", block.Code))];

    [GeneratedRegex(@"^```csharp([^\n]*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
