using System.Reflection;
using System.Runtime.Loader;
using Interlock.Explorer.Search;
using Interlock.Explorer.Verdicts;
using Interlock.Semantics.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Interlock.CoyoteTests.Sync.Purity;

/// <summary>
/// Small programs as a user would write them, compiled as Release and as Debug code into an assembly whose name is that of the framework's.
/// </summary>
internal static class UserCode
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Collections.Immutable;
        global using System.Linq;
        global using System.Threading;
        global using Interlock.Sync;
        global using Interlock.Sync.Stepping;
        global using Interlock.Semantics.Monitors;
        global using Interlock.Semantics.Programs;
        global using Interlock.Semantics.Transitions;
        """;

    private static readonly Lazy<Assembly> Release = new(() => Compile(OptimizationLevel.Release));
    private static readonly Lazy<Assembly> Debug = new(() => Compile(OptimizationLevel.Debug));

    /// <summary>Explores a sample.</summary>
    /// <param name="name">Its class.</param>
    /// <param name="isDebug">Whether it is compiled as Debug code.</param>
    public static Report Explore(string name, bool isDebug)
    {
        var build = (isDebug ? Debug : Release).Value.GetType(name, throwOnError: true)!.GetMethod("Build")!;
        var program = new ConcurrentProgram();
        build.Invoke(null, [program, program.Word("w", 0, 8)]);
        return new Exploration(program.AsSystem()).Run();
    }

    private static Assembly Compile(OptimizationLevel level)
    {
        var parsing = new CSharpParseOptions(
            LanguageVersion.Preview, preprocessorSymbols: level == OptimizationLevel.Debug ? ["DEBUG", "TRACE"] : ["TRACE"]);
        var trees = Directory.EnumerateFiles(Path.Combine(Repo.Root, "coyote-tests", "Sync", "Purity", "Samples"), "*.cs.txt")
            .Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(
                SourceText.From(File.ReadAllText(file), System.Text.Encoding.UTF8), parsing,
                $"/_/{Path.GetFileNameWithoutExtension(file)}"))
            .Prepend(CSharpSyntaxTree.ParseText(
                SourceText.From(
                    $"[assembly: System.Reflection.AssemblyVersion(\"{(level == OptimizationLevel.Debug ? 2 : 1)}.0.0.0\")]",
                    System.Text.Encoding.UTF8),
                parsing, "/_/Version.cs"))
            .Prepend(CSharpSyntaxTree.ParseText(SourceText.From(Usings, System.Text.Encoding.UTF8), parsing, "/_/Usings.cs"));
        var compilation = CSharpCompilation.Create(
            "System.User",
            trees,
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("Interlock.Unoptimized", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level, allowUnsafe: true, concurrentBuild: false));
        var folder = Directory.CreateTempSubdirectory("interlock-user-").FullName;
        var path = Path.Combine(folder, "System.User.dll");
        using (var file = File.Create(path))
        {
            var result = compilation.Emit(file, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
            if (!result.Success)
            {
                throw new InvalidOperationException(
                    string.Join('\n', result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
            }
        }

        return new AssemblyLoadContext($"user code, {level}").LoadFromAssemblyPath(path);
    }
}
