using System.Reflection;
using Interlock.Sync;
using Interlock.Sync.Stepping;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Interlock.CoyoteTests.Sync.Distinctions;

/// <summary>Compiles random programs, as a Release build or as a Debug build does.</summary>
internal static class DistinctionCompiler
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    /// <summary>The programs' classes by name.</summary>
    public static IReadOnlyDictionary<string, Type> Compile(IEnumerable<string> programs, string assembly, OptimizationLevel level)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Collections.dll"
                or "System.Collections.Immutable.dll" or "System.Memory.dll" or "System.Linq.dll" or "System.Runtime.InteropServices.dll");
        var compilation = CSharpCompilation.Create(
            assembly,
            [CSharpSyntaxTree.ParseText($"{Prelude.Source}\n{string.Join('\n', programs)}", Parsing)],
            platform.Append(typeof(Cpu).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level, allowUnsafe: true, concurrentBuild: false,
                deterministic: true));
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0
            ? Assembly.Load(stream.ToArray()).GetTypes().Where(type => type.Name.StartsWith("Program", StringComparison.Ordinal))
                .ToDictionary(type => type.Name)
            : throw new InvalidOperationException(string.Join('\n', errors.Take(10).Select(error =>
                $"{error}: {error.Location.SourceTree?.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line]}")));
    }

    /// <summary>A vCPU's code: a method of an object that exists before it runs.</summary>
    public static Func<Cpu, Step> BodyOf(Type program) =>
        program.GetMethod("Body")!.CreateDelegate<Func<Cpu, Step>>(Activator.CreateInstance(program));
}
